import { darkness, halve, readLight, type Light } from './linear-rgb.ts';
import type { Picture, Size } from './raw-image.ts';
import { roomFor, type Plane } from './plane.ts';
import type { Tile } from './tiles.ts';
import type { Layer } from './weights.ts';
import { toChannel } from './xyb.ts';

/** Memory for looking at one place after another: 16 bytes for each pixel. */
export interface Workspace {
  readonly light: Light;
  readonly plane: Float32Array;
}

export const workspaceFor = (size: Size): Workspace => ({
  light: darkness(size),
  plane: new Float32Array(roomFor(size)),
});

/** A part of a picture, over a grey if it can be seen through. */
export interface Place {
  readonly tile: Tile;
  /** 0 to 255. */
  readonly background: number;
}

/**
 * Looks at one place of a picture. Layers are to be asked for in the order of `LAYERS`; each is there until the next
 * one is asked for.
 */
export async function look(
  picture: Picture,
  { tile, background }: Place,
  workspace: Workspace,
): Promise<(layer: Layer) => Promise<Plane>> {
  await readLight(picture, tile, background, workspace.light);
  let light = workspace.light;
  let halved = 0;
  return async ({ channel, scale }) => {
    for (; halved < scale; halved += 1) light = halve(light);
    return toChannel(light, channel, workspace.plane);
  };
}
