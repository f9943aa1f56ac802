import type { ConfigInput } from '@thumbing/config';
import type { Concurrency, ThrottleOptions } from '@thumbing/constructs';

/** The settings of one deployment. */
export interface Stage extends ThrottleOptions {
  /**
   * For production: retains images, records, users and logs when their stack is removed, protects the storage stack and
   * the table from removal, keeps removed originals for a week, and requires `alarms`.
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
  /** An email address, or the ARN of a topic, that alarms are sent to. @default alarms show on the dashboard only */
  readonly alarms?: { readonly email: string } | { readonly topic: string };
  /** A budget of the whole account in USD, whose warnings are sent like alarms. @default none */
  readonly monthlyBudget?: number;
  /** Encrypts data at rest with a KMS key of this stage. @default keys that AWS manages */
  readonly customerManagedKey?: boolean;
  /** The verifier of tokens: API Gateway, which supports RSA signatures only, or a function. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** The number of originals processed concurrently. @default 10 */
  readonly maxConcurrency?: number;
  /** Concurrency of Lambda that is reserved. @default none */
  readonly concurrency?: Concurrency;
  /** Shifts 10 % of the traffic to a new version for five minutes, and back if it fails. @default false */
  readonly canary?: boolean;
  /** The CPU architecture of the functions. @default 'arm64' */
  readonly architecture?: 'arm64' | 'x64';
}
