import { mkdir, writeFile } from 'node:fs/promises';
import { photo } from '@thumbing/image-processor/testing';

/* Writes the originals of the README's example: a photo, a truncated copy, and a PNG. */

const beach = await photo({ width: 4032, height: 3024, orientation: 6 });
await mkdir('photos');
await writeFile('photos/beach.jpg', beach);
await writeFile('photos/cut.jpg', beach.subarray(0, beach.length / 2));
await writeFile('photos/logo.png', await photo({ width: 800, height: 600, format: 'png' }));
