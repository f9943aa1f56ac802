import { PUBLIC_PATHS } from '@thumbing/config';

/** Rates of requests from all clients together; bursts may be twice as large. */
export interface ThrottleOptions {
  /** Requests per second with a token. @default 100 */
  readonly requestsPerSecond?: number;
  /**
   * Reads of one image per second, each of which may wait for `LONGEST_WAIT`, 25 seconds: at 20, waits take a concurrency of 500
   * at most, half of an account's default. @default 20
   */
  readonly readsPerSecond?: number;
  /** Redirects to newest renditions per second, which need no token. @default 100 */
  readonly redirectsPerSecond?: number;
}

/** The default of `readsPerSecond`. */
export const READS_PER_SECOND = 20;

/** The path of reads of one image. */
export const READS = '/v1/images/{id}';

/** Paths of the routes that need no token. Redirects take the rest of the path as one parameter. */
export const PUBLIC = PUBLIC_PATHS.map((path) => path.replace(/\{.*/, '{proxy+}'));

const isRedirect = (path: string): boolean => path.endsWith('{proxy+}');

/** Requests per second to each path that monitors and tools ask for. */
const SERVICE_REQUESTS_PER_SECOND = 10;

/** The methods of `PUBLIC`. */
const READING = ['GET', 'HEAD'];

/** The property of a template, which the CDK passes on as it is. */
interface Throttle {
  readonly ThrottlingRateLimit: number;
  readonly ThrottlingBurstLimit: number;
}

/** Throttles by route key. A flood of one route leaves the others alone. */
export const throttlesOf = ({
  readsPerSecond = READS_PER_SECOND,
  redirectsPerSecond = 100,
}: ThrottleOptions): Record<string, Throttle> =>
  Object.fromEntries<Throttle>([
    [`GET ${READS}`, throttle(readsPerSecond)],
    ...READING.flatMap((method) =>
      PUBLIC.map((path): [string, Throttle] => [
        `${method} ${path}`,
        throttle(isRedirect(path) ? redirectsPerSecond : SERVICE_REQUESTS_PER_SECOND),
      ]),
    ),
  ]);

const throttle = (rate: number): Throttle => ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: rate * 2,
});
