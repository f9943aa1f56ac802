import {
  addressParts,
  addressProblem,
  ConfigError,
  findKey,
  negotiateFormat,
  qualityValues,
  recipeProblem,
} from '@thumbing/config';
import {
  answerOther,
  answerPlain,
  preflight,
  problemResponse,
  refuseUnsigned,
  takeSignature,
} from './answer-request.ts';
import { answerSigned, faultOf, hasMac, isSame, signedTexts } from './answer-signed.ts';
import { compact } from './compact.ts';
import { takesRecipes } from '../making/on-request.ts';
import { edgeData, type EdgeConfig } from './edge-data.ts';
import { formatsOf, forward, ownOf } from './forward.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html */
const MAX_BYTES = 10_240;

const FUNCTIONS = {
  grammar: [findKey, recipeProblem, addressParts, addressProblem],
  negotiation: [negotiateFormat, qualityValues],
  request: [takeSignature, answerOther, preflight, problemResponse, refuseUnsigned],
  address: [ownOf, formatsOf, forward],
};
const COMMON = Object.values(FUNCTIONS).flat();

const SIGNED = [
  ...[isSame, signedTexts, hasMac, faultOf, answerSigned],
  `async function handler(event) {
    const runtime = { keys: cf.kvs(), crypto: crypto, now: Date.now() };
    return answerSigned(event.request, DATA, runtime);
  }`,
];
const PLAIN = [answerPlain, 'function handler(event) { return answerPlain(event.request, DATA); }'];

/** The code of the function that answers requests. Throws a `ConfigError` if it exceeds the limit of CloudFront. */
export function viewerRequest(config: EdgeConfig): string {
  const isSigned = takesRecipes(config.profiles);
  // Without the quotes of names, which have no others around them.
  const data = JSON.stringify(edgeData(config)).replace(/"([a-zA-Z]\w*)":/g, '$1:');
  const source = [`const DATA = ${data};`, ...COMMON, ...(isSigned ? SIGNED : PLAIN)].join('\n');
  const modules = isSigned ? "import cf from 'cloudfront';\nimport crypto from 'crypto';\n" : '';
  const code = modules + compact(source, 'handler');
  const { length } = Buffer.from(code);
  if (length <= MAX_BYTES) return code;
  throw new ConfigError(
    `✖ profiles do not fit into a CloudFront function: it would have ${length} bytes, and the limit is ` +
      `${MAX_BYTES}; use fewer profiles, or shorter names`,
  );
}

/** The code of a function that sets `Vary`, for browsers and for caches between them and CloudFront. */
export const varyBy = (...headers: readonly string[]): string => `function handler(event) {
  event.response.headers.vary = { value: '${headers.join(', ')}' };
  return event.response;
}`;
