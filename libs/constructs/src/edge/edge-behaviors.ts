import {
  AllowedMethods,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  KeyValueStore,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { SIGNATURE_HEADER } from '@thumbing/config';
import type { Construct } from 'constructs';
import { takesRecipes } from '../making/on-request.ts';
import type { EdgeConfig } from './edge-data.ts';
import { varyBy, viewerRequest } from './edge-functions.ts';

/** The configuration of the edge, and names that are unique in the account. */
export interface EdgeBehaviorsOptions extends EdgeConfig {
  /** Makes a name of an id, of so many characters at most. */
  readonly nameOf: (id: string, maxLength: number) => string;
}

/** The part of a behavior that is the edge's. */
export type EdgeBehavior = Pick<
  BehaviorOptions,
  'allowedMethods' | 'functionAssociations' | 'originRequestPolicy'
>;

/** The behaviors of paths, and the keys that signatures are verified with. */
export interface EdgeBehaviors {
  /** For paths without an extension, whose format is negotiated. */
  readonly negotiated: EdgeBehavior;
  /** For paths that name a format. */
  readonly named: EdgeBehavior;
  /** Secrets by the names of keys; absent where no profile takes recipes. */
  readonly keys: KeyValueStore | undefined;
}

/** Creates what runs at the edge: one function that judges requests, and one that tells caches what answers depend on. */
export function edgeBehaviors(scope: Construct, options: EdgeBehaviorsOptions): EdgeBehaviors {
  const signed = takesRecipes(options.profiles) ? signatures(scope, options) : undefined;
  const create = (id: string, code: string, keys?: KeyValueStore): Function =>
    new Function(scope, id, {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(code),
      ...(keys && { keyValueStore: keys }),
    });

  const request = create('Request', viewerRequest(options), signed?.keys);
  const behavior = (id: string, ...vary: readonly string[]): EdgeBehavior => ({
    // A preflight is answered by the function.
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    functionAssociations: [
      { eventType: FunctionEventType.VIEWER_REQUEST, function: request },
      ...(vary.length > 0
        ? [{ eventType: FunctionEventType.VIEWER_RESPONSE, function: create(id, varyBy(...vary)) }]
        : []),
    ],
    ...(signed && { originRequestPolicy: signed.policy }),
  });
  return {
    negotiated: behavior('Vary', 'accept', 'origin'),
    named: behavior('VaryByOrigin', ...(options.origins.length > 0 ? ['origin'] : [])),
    keys: signed?.keys,
  };
}

/** The store of keys, which an operator fills, and a policy that sends verified signatures to origins. */
function signatures(scope: Construct, { nameOf }: EdgeBehaviorsOptions) {
  const keys = new KeyValueStore(scope, 'Keys', {
    keyValueStoreName: nameOf('Keys', 64),
    comment: 'Secrets of keys that sign addresses, by the names of the keys',
  });
  const policy = new OriginRequestPolicy(scope, 'Signature', {
    originRequestPolicyName: nameOf('Signature', 128),
    comment: 'Signatures, which are no part of the cache key',
    headerBehavior: OriginRequestHeaderBehavior.allowList(SIGNATURE_HEADER),
  });
  return { keys, policy };
}
