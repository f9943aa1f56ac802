import type { ErrorMeans } from './error-maps.ts';
import type { Channel } from './xyb.ts';

/** One XYB channel of an image at one scale. */
export interface Layer {
  readonly channel: Channel;
  /** The number of times that both sides are halved. */
  readonly scale: number;
  /** The weight of each error mean. */
  readonly weights: ErrorMeans;
}

/**
 * The weights of SSIMULACRA2 2.1 (https://github.com/cloudinary/ssimulacra2, src/ssimulacra2.cc),
 * tuned by its authors to subjective scores of thousands of compressed images. One line per scale.
 */
// prettier-ignore
const WEIGHTS: Readonly<Record<Channel, readonly ErrorMeans[]>> = {
  x: [
    [0, 0.0007376606707406586, 0, 0, 0.0007793481682867309, 0],
    [0, 0.0004371155730107379, 0, 1.1041726426657346, 0.00066284834129271, 0.00015231632783718752],
    [0, 0.0016406437456599754, 0, 1.8422455520539298, 11.441172603757666, 0],
    [0.0007989109436015163, 0.000176816438078653, 0, 1.8787594979546387, 10.94906990605142, 0],
    [0.0007289346991508072, 0.9677937080626833, 0, 0.00014003424285435884, 0.9981766977854967, 0.00031949755934435053],
    [0.0004550992113792063, 0, 0, 0.0013648766163243398, 0, 0],
  ],
  y: [
    [0, 0, 0, 7.466890328078848, 0, 17.445833984131262],
    [0.0006235601634041466, 0, 0, 6.683678146179332, 0.00037724407979611296, 1.027889937768264],
    [225.20515300849274, 0, 0, 19.213238186143016, 0.0011401524586618361, 0.001237755635509985],
    [176.39317598450694, 0, 0, 24.43300999870476, 0.28520802612117757, 0.0004485436923833408],
    [0, 0, 0, 34.77906344483772, 44.835625328877896, 0],
    [0, 0, 0, 0, 0, 0],
  ],
  b: [
    [0, 0.0008680556573291698, 0, 0, 0, 0],
    [0, 0.0005313191874358747, 0, 0.00016533814161379112, 0, 0],
    [0, 0, 0, 0.0004179171803251336, 0.0017290828234722833, 0],
    [0.0020827005846636437, 0, 0, 8.826982764996862, 23.19243343998926, 0],
    [95.1080498811086, 0.9863978034400682, 0.9834382792465353, 0.0012286405048278493, 171.2667255897307, 0.9807858872435379],
    [0, 0, 0, 0.0005130064588990679, 0, 0.00010854057858411537],
  ],
};

/**
 * A layer without a weight above this is skipped. Together, such layers move the score by less than
 * 0.01, unless an image is degraded beyond use.
 */
const NEGLIGIBLE = 0.01;

const layersOf = (channel: Channel): Layer[] =>
  WEIGHTS[channel].map((weights, scale) => ({ channel, scale, weights }));

/** The layers that count, from the largest scale to the smallest. At full size that is Y alone. */
export const LAYERS: readonly Layer[] = [...layersOf('x'), ...layersOf('y'), ...layersOf('b')]
  .filter(({ weights }) => Math.max(...weights) > NEGLIGIBLE)
  .sort((one, other) => one.scale - other.scale);

/** The errors of one layer in one tile. */
export interface LayerErrors {
  readonly layer: Layer;
  readonly errors: ErrorMeans;
}

/** Computes the score from the errors of each layer, averaged over tiles of the same size. */
export function scoreOf(found: readonly LayerErrors[]): number {
  let distance = 0;
  for (const [{ weights }, tiles] of Map.groupBy(found, ({ layer }) => layer)) {
    for (const [kind, weight] of weights.entries()) {
      const mean = tiles.reduce((sum, { errors }) => sum + (errors[kind] ?? 0), 0) / tiles.length;
      distance += weight * (kind < 3 ? mean : mean ** 0.25);
    }
  }
  return toScore(0.9562382616834844 * distance);
}

/** Maps a weighted distance to the scale of subjective scores, of which 100 is the best. */
function toScore(distance: number): number {
  const stretched =
    2.326765642916932 * distance -
    0.020884521182843837 * distance ** 2 +
    0.00006248496625763138 * distance ** 3;
  return 100 - 10 * Math.max(0, stretched) ** 0.6276336467831387;
}
