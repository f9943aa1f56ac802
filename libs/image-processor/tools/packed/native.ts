import * as z from 'zod';

/* Fails if an entry that promises to load no native code loads it. */

const reported = z.object({ sharedObjects: z.array(z.string()) });

const hasNativeCode = (): boolean =>
  reported.parse(process.report.getReport()).sharedObjects.some((path) => /sharp|vips/.test(path));

await import('@thumbing/image-processor/recipe');
await import('@thumbing/image-processor/formats');
await import('@thumbing/image-processor/copies');
if (hasNativeCode()) throw new Error('native code was loaded');
await import('@thumbing/image-processor');
if (!hasNativeCode()) throw new Error('native code is not recognized');
