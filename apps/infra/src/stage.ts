import type { ConfigInput } from '@thumbing/config';

/** The settings of one deployment. */
export interface Stage {
  /**
   * Retains images, records, users and logs when their stack is removed, and protects the storage stack from
   * removal.
   */
  readonly keepData: boolean;
  /** The target account and region. @default those of the credentials that deploy */
  readonly env?: { readonly account?: string; readonly region?: string };
  /** Fields that replace those of `thumbing.config.ts`, such as webhooks of this stage. */
  readonly config?: Partial<ConfigInput>;
  /** A custom domain for images, with a certificate from us-east-1. @default the domain of CloudFront */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** The ARN of an AWS WAF web ACL with scope CLOUDFRONT. @default none */
  readonly webAclArn?: string;
  /** An email address that alarms are sent to. @default alarms show on the dashboard only */
  readonly alarmsTo?: string;
  /** The verifier of tokens: API Gateway, which supports RSA signatures only, or a function. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** Requests per second from all clients together. @default 100 */
  readonly requestsPerSecond?: number;
  /** The number of originals processed concurrently. @default 10 */
  readonly maxConcurrency?: number;
  /** Shifts 10 % of the traffic to a new version for five minutes, and back if it fails. @default false */
  readonly canary?: boolean;
  /** The CPU architecture of the functions. @default 'arm64' */
  readonly architecture?: 'arm64' | 'x64';
}
