import type { ConfigInput } from '@thumbing/config';

/** How one deployment of Thumbing differs from the others. */
export interface Stage {
  /**
   * Keeps pictures, records and logs when their stack is removed, and protects the stack of the pictures
   * from being removed.
   */
  readonly keepData: boolean;
  /** Where it is deployed. @default wherever the credentials that deploy it belong */
  readonly env?: { readonly account?: string; readonly region?: string };
  /** What differs from `thumbing.config.ts`, such as webhooks that are for this stage only. */
  readonly config?: Partial<ConfigInput>;
  /** A name of your own for pictures; its certificate is from us-east-1. @default CloudFront's */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Of a web ACL of AWS WAF with scope CLOUDFRONT. @default none */
  readonly webAclArn?: string;
  /** Who is told of alarms. @default nobody: they show on the dashboard */
  readonly alarmsTo?: string;
  /** Who checks tokens: API Gateway, which knows RSA signatures only, or a function of ours. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** Of everyone together. @default 100 */
  readonly requestsPerSecond?: number;
  /** Originals that are processed at the same time. @default 10 */
  readonly maxConcurrency?: number;
  /** Moves 10 % of the traffic to new versions for five minutes, and takes it back when they fail. @default false */
  readonly canary?: boolean;
  /** What the functions run on. @default 'arm64' */
  readonly architecture?: 'arm64' | 'x64';
}
