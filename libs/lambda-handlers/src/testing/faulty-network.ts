import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { serve } from '@thumbing/adapters/testing';

/** A service of AWS, as signatures name it. */
export type Service = 'dynamodb' | 's3' | 'sns' | 'sqs';

/**
 * End of a request that goes wrong: it never arrives, only its response does not, or the service has too much to do. The
 * SDK repeats each of them, twice.
 */
export type Fault = 'lost' | 'unanswered' | 'throttled';

/** Tells how the next request to a service goes wrong, if it does. */
export type Faults = (service: Service) => Fault | undefined;

export const SOUND: Faults = () => undefined;

export interface FaultyNetwork {
  /** URL of all services, for clients. */
  readonly url: string;
  /** @default SOUND */
  faults: Faults;
  readonly close: () => Promise<void>;
}

const isService = (name: string | undefined): name is Service =>
  name === 'dynamodb' || name === 's3' || name === 'sns' || name === 'sqs';

/** A network before the services at this URL, whose requests go wrong on demand. */
export async function faultyNetwork(target: string): Promise<FaultyNetwork> {
  const { url, close } = await serve(() => (incoming, outgoing) => {
    const service = serviceOf(incoming);
    const fault = network.faults(service);
    if (fault === 'lost') incoming.destroy();
    else if (fault === 'throttled') throttle(service, incoming, outgoing);
    else forward(target, incoming, outgoing, fault === undefined);
  });
  const network: FaultyNetwork = { url, faults: SOUND, close };
  return network;
}

/** The service that a request is signed for: `…/eu-west-1/s3/aws4_request`. */
function serviceOf({ headers: { authorization = '' } }: IncomingMessage): Service {
  const [, name] = /\/(\w+)\/aws4_request/.exec(authorization) ?? [];
  if (isService(name)) return name;
  throw new Error(`a request is signed for no known service: ${authorization}`);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function throttle(service: Service, incoming: IncomingMessage, outgoing: ServerResponse): void {
  incoming.resume();
  if (service !== 'dynamodb') return void outgoing.writeHead(503).end();
  const __type = 'com.amazonaws.dynamodb.v20120810#ThrottlingException';
  outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  outgoing.end(
    JSON.stringify({ __type, message: 'Rate of requests exceeds the allowed throughput.' }),
  );
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isAnswered: boolean,
): void {
  const { method, headers, url = '/' } = incoming;
  const sent = request(new URL(url, target), { method, headers }, (response) => {
    if (isAnswered) {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    } else {
      response.resume().once('end', () => outgoing.destroy());
    }
  });
  sent.once('error', () => outgoing.destroy());
  incoming.pipe(sent);
}
