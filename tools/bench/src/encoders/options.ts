import type { Trials } from './trials.ts';

/** Options of one format to try. The first are the library's own. */
export interface Choices {
  readonly format: Trials['format'];
  /** The default quality. */
  readonly quality: number;
  /** Qualities below and above: their scores enclose those that options may have at the default quality. */
  readonly around: readonly number[];
  readonly options: Readonly<Record<string, Record<string, unknown>>>;
  /** Options that would take minutes with a large picture, and are not tried with it. */
  readonly slow?: readonly string[];
}

const table5 = {
  progressive: true,
  overshootDeringing: true,
  quantisationTable: 5,
};
const mozjpeg = {
  ...table5,
  trellisQuantisation: true,
  optimiseScans: true,
  quantisationTable: 3,
};

const efforts = (usual: number, most: number) =>
  Object.fromEntries(
    Array.from({ length: most + 1 }, (_, effort) => effort)
      .filter((effort) => effort !== usual)
      .map((effort) => [`effort ${effort}`, { effort }]),
  );

export const CHOICES: readonly Choices[] = [
  {
    format: 'avif',
    quality: 50,
    around: [35, 42, 58, 65],
    options: {
      'effort 3': { effort: 3 },
      ...efforts(3, 6),
      'effort 3, 4:2:0': { effort: 3, chromaSubsampling: '4:2:0' },
    },
    slow: ['effort 5', 'effort 6'],
  },
  {
    format: 'webp',
    quality: 80,
    around: [65, 72, 86, 93],
    options: {
      'effort 4': { effort: 4 },
      ...efforts(4, 6),
      'effort 4, smart': { effort: 4, smartSubsample: true },
    },
  },
  {
    format: 'jpeg',
    quality: 75,
    around: [60, 67, 82, 90],
    options: {
      'table 5': table5,
      'table 5, trellis': { ...table5, trellisQuantisation: true },
      'table 5, scans': { ...table5, optimiseScans: true },
      'table 5, baseline': { quantisationTable: 5 },
      'table 5, 4:4:4': { ...table5, chromaSubsampling: '4:4:4' },
      'table 2': { ...table5, quantisationTable: 2 },
      'table 3': { ...table5, quantisationTable: 3 },
      'table 4': { ...table5, quantisationTable: 4 },
      mozjpeg,
      libjpeg: {},
    },
  },
  {
    format: 'png',
    quality: 100,
    around: [],
    options: {
      'level 6, filters': { compressionLevel: 6, adaptiveFiltering: true },
      'level 3, filters': { compressionLevel: 3, adaptiveFiltering: true },
      'level 9, filters': { compressionLevel: 9, adaptiveFiltering: true },
      'level 6': { compressionLevel: 6 },
      'level 9': { compressionLevel: 9 },
      'palette, level 6': { palette: true, compressionLevel: 6 },
    },
  },
  {
    format: 'gif',
    quality: 100,
    around: [],
    options: {
      'effort 6': { effort: 6 },
      'effort 1': { effort: 1 },
      'effort 4': { effort: 4 },
      'effort 7': { effort: 7 },
      'effort 10': { effort: 10 },
      'effort 6, no dither': { effort: 6, dither: 0 },
    },
  },
];
