/** Answers are neither sniffed for another type, nor named to the sites that they link to. */
const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const satisfies Readonly<Record<string, string>>;

/** Headers of every answer that tell browsers to trust it with nothing, whichever component sends it. */
export const SECURITY_HEADERS = {
  /** Answers of the API and of uploads: data, of which no browser makes a page. */
  api: { ...COMMON, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
  /** Renditions. One that is opened as a page (an SVG is a document) runs no script, and every site may show it. */
  assets: {
    ...COMMON,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
