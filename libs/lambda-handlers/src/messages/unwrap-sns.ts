import * as z from 'zod/mini';

const envelope = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** Parses the JSON body of an SQS message, without the envelope that SNS puts around it. */
export function unwrapSns(body: string): unknown {
  const message = parse(body);
  const { data } = envelope.safeParse(message);
  return data ? parse(data.Message) : message;
}

/** The error does not repeat the text, which may contain things that must not be logged. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the message is not JSON');
  }
}
