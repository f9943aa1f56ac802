#!/usr/bin/env bash
# sharp 0.35.5 with libwebp 1.6.0: the quality of a lossy animation decides how many frames it has.
#
# Seen: four frames of one gray each, 20 of 255 levels apart and shown for 100 ms, stay four frames without loss. At
# quality 10 they become two, of 200 ms each: 0 and 20 are one gray then. Four grays 2 levels apart become a still image
# without any timing at quality 50. A comparison with the original frame by frame must expect fewer frames.
#
# Exits with 1 if that changes. Needs Node 20.9 or newer and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5
cat >merge.mjs <<'JS'
import sharp from 'sharp';

const [width, height] = [32, 32];

/** Pages of an animation of four grays, `step` levels apart. */
async function pagesOf(step, options) {
  const frames = [0, 1, 2, 3].map((frame) => Buffer.alloc(width * height * 3, frame * step));
  const raw = { width, height: 4 * height, channels: 3, pageHeight: height };
  const file = await sharp(Buffer.concat(frames), { raw, animated: true })
    .webp({ ...options, delay: [100, 100, 100, 100] })
    .toBuffer();
  const { pages, delay } = await sharp(file).metadata();
  return `${pages ?? 'still'}${delay ? ` (${delay.join(', ')} ms)` : ''}`;
}

console.log(`libwebp ${sharp.versions.webp}`);
console.log('lossless, 20 levels apart:', await pagesOf(20, { lossless: true }));
console.log('quality 10, 20 levels apart:', await pagesOf(20, { quality: 10 }));
console.log('quality 50, 2 levels apart:', await pagesOf(2, { quality: 50 }));
JS
node merge.mjs | tee seen
diff seen - <<'TEXT'
libwebp 1.6.0
lossless, 20 levels apart: 4 (100, 100, 100, 100 ms)
quality 10, 20 levels apart: 2 (200, 200 ms)
quality 50, 2 levels apart: still
TEXT
