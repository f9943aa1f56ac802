/** A name that a redesign replaced: a pattern of code or text, and the name to use. */
export interface RetiredName {
  readonly pattern: RegExp;
  readonly use: string;
  /** Paths that it is retired in; everywhere else it has another meaning. */
  readonly within?: RegExp;
}

/** An identifier, a word, or a file name without its extension. */
const word = (name: string, use: string, within?: RegExp): RetiredName => ({
  pattern: new RegExp(`(?<![\\w-])(?:${name})(?![\\w-])`, 'g'),
  use,
  ...(within && { within }),
});

/** A function by its former name: the word may have other meanings in prose. */
const called = (name: string, use: string, within?: RegExp): RetiredName => ({
  pattern: new RegExp(`(?<![\\w.'])(?:${name})(?=\\()`, 'g'),
  use,
  ...(within && { within }),
});

const IMAGE_PROCESSOR = /^libs\/image-processor\//;
const BENCH = /^tools\/bench\//;

export const RETIRED_NAMES: readonly RetiredName[] = [
  // Recipes and the image processor.
  { pattern: /(?<![\w-])apart\??: (?:true|false|boolean)/g, use: 'isolate' },
  { pattern: /\bapart\/|`apart`|\bisApart\b|\bis-apart\b/g, use: 'isolate' },
  word('rendersAtOnce', 'renderConcurrency'),
  word('renders-at-once', 'concurrency'),
  word('CONTENT_TYPES', 'FORMATS[format].contentType'),
  word('similarityTo', 'createScorer of @thumbing/ssimulacra2'),
  word('image-processor/similarity', 'ssimulacra2'),
  called('told', 'withLibvipsRetry', IMAGE_PROCESSOR),
  called('giveBack', 'release'),
  word('[pP]atience', 'TimeBudget', /^libs\/image-processor\/src\//),
  word('Settled', 'RenderPlan'),
  word('in-one-go', 'single-pass'),
  word('in-steps', 'multi-pass'),
  word('framewise', "kind: 'frame'"),
  word('pixelwise', "kind: 'pixels'"),
  word('files-of', 'variant-files'),
  word('rungs?', 'resize pyramid', IMAGE_PROCESSOR),
  word('ladder', 'resize pyramid', IMAGE_PROCESSOR),
  word('master', 'decoded source', IMAGE_PROCESSOR),
  word('renderHere', 'renderInProcess', IMAGE_PROCESSOR),
  called('settle', 'planRender', /^libs\/image-processor\/src\//),
  called('held|hold', 'BufferPool', IMAGE_PROCESSOR),
  called('shown', 'placeholderSource', IMAGE_PROCESSOR),
  word('Making', 'RenderJob', IMAGE_PROCESSOR),
  called('judge', 'createScorer', IMAGE_PROCESSOR),
  called('kept|drawn', 'crop window', /^libs\/image-processor\/src\//),
  called('grows', 'hasIntrinsicSize', IMAGE_PROCESSOR),
  called('letters|pen', 'text', IMAGE_PROCESSOR),
  called('pass', 'sharpPass', IMAGE_PROCESSOR),
  called('stage', 'applyStep', IMAGE_PROCESSOR),
  called('edges', 'trim bounds', IMAGE_PROCESSOR),
  called('look', 'decodeImage', IMAGE_PROCESSOR),
  called('where', 'matchingRegion', IMAGE_PROCESSOR),
  word('knownPlane|KnownPlane', 'ReferencePlane', /^libs\/ssimulacra2\//),
  called('look', 'multiscaleView', /^libs\/ssimulacra2\//),
  called('light', 'linearRgb', /^libs\/ssimulacra2\//),

  // Use cases and adapters.
  called('told', 'a verb that names the action', /^(?:apps|libs)\/(?!image-processor)/),
  word('lookLater', 'inbox.send(key, { group })'),
  word('profileNamed', 'requireProfile'),
  word('followUp', 'followRecord'),
  word('giveUp', 'markFailed'),
  called('tidy', 'sweep'),
  called('change', 'updateRecord', /^libs\/pipeline\//),
  called('discard', 'deleteFiles'),
  called('announce', 'publishEvent', /^libs\/pipeline\//),
  called('refuse', 'problemResponse', /^(?:apps|libs)\//),
  called('look', 'getImage', /^(?:apps|libs\/adapters|tools\/faults)\//),
  called('happening', 'outcome'),
  called('conclude', 'onSettled'),
  called('wire', 'compose'),
  called('explain', 'startupError'),
  called('welcome', 'startupBanner'),
  word('whole-file|wholeFile', 'atomic-file'),
  word('kept-secrets|keptSecrets', 'secret-store'),
  word('surroundings', 'CommandContext'),
  word('announce-later|announceLater', 'lazySnsEvents'),
  word('announcer', 'lazySnsEvents'),

  // Bundles, the environment, tools.
  word('leaner', 'bundle-plugins'),
  word('LEAN', 'ESBUILD_OPTIONS'),
  word('COLLECT_SELDOM|collect-seldom', 'V8_GC_FLAG'),
  word('STEADY_MEMORY', 'MEMORY_ENV'),
  word('mends?', 'patch', /^(?:tools|docs)\//),
  word('comes-and-goes', 'weak-exports'),
  word('contests?|Contests?|CONTESTS?', 'interleaved run', BENCH),
  called('race', 'measureRounds', BENCH),
  word('[cC]laims?', 'comparison', BENCH),

  // Titles of problems: those of RFC 9110 took their place.
  word('This is not done here', 'Method Not Allowed'),
  word('Not at your service at the moment', 'Service Unavailable'),
  word('We could not answer', 'Internal Server Error'),
  word('There is nothing here', 'Not Found'),
];
