import { allocateLinearRgb, halve, readLinearRgb, type LinearRgb } from './linear-rgb.ts';
import { planeLength, type Plane } from './plane.ts';
import type { RawImage, Size } from './raw-image.ts';
import type { Tile } from './tiles.ts';
import type { Layer } from './weights.ts';
import { toXybChannel } from './xyb.ts';

/** Memory shared by all views: 16 bytes for each pixel. */
export interface Workspace {
  readonly rgb: LinearRgb;
  readonly plane: Float32Array;
}

export const allocateWorkspace = (size: Size): Workspace => ({
  rgb: allocateLinearRgb(size),
  plane: new Float32Array(planeLength(size)),
});

/** A tile of an image, composited over a gray background. */
export interface View {
  readonly tile: Tile;
  /** 0 to 255; matters only where the image is transparent. */
  readonly background: number;
}

/**
 * Reads one view of an image, and returns a function that computes its layers. They must be
 * requested in the order of `LAYERS`, and each is valid until the next is requested: all use the
 * memory of `workspace`.
 */
export async function multiscaleView(
  image: RawImage,
  { tile, background }: View,
  workspace: Workspace,
): Promise<(layer: Layer) => Promise<Plane>> {
  await readLinearRgb(image, tile, background, workspace.rgb);
  let rgb = workspace.rgb;
  let current = 0;
  return async ({ channel, scale }) => {
    for (; current < scale; current += 1) rgb = halve(rgb);
    return toXybChannel(rgb, channel, workspace.plane);
  };
}
