import * as z from 'zod/mini';

const envelope = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** The JSON in the body of a message, taken out of the envelope that SNS puts around it. */
export function unwrap(body: string): unknown {
  const message = parse(body);
  const { data } = envelope.safeParse(message);
  return data ? parse(data.Message) : message;
}

/** Its error repeats nothing of the text, which may hold what no log should. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the message is not JSON');
  }
}
