import fc from 'fast-check';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** An SVG with an example of every kind of element. */
export const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg [<!ENTITY hi "Hi">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="48" height="32" viewBox="0 0 48 32">
<style>.a { fill: #f80; stroke: blue; stroke-width: 2 } g > rect:nth-child(2) { opacity: 0.5 }</style>
<defs>
<linearGradient id="l" x1="0" x2="1"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient>
<radialGradient id="r" cx="0.5" cy="0.5" r="0.5" xlink:href="#l" spreadMethod="reflect"/>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1"/></pattern>
<clipPath id="c"><circle cx="24" cy="16" r="14"/></clipPath>
<mask id="m"><rect width="48" height="32" fill="url(#l)"/></mask>
<marker id="k" markerWidth="3" markerHeight="3"><path d="M0 0L3 1.5L0 3z"/></marker>
<filter id="f" x="-10%" y="-10%" width="120%" height="120%">
<feTurbulence baseFrequency="0.1" numOctaves="2" seed="3" result="t"/><feGaussianBlur in="SourceGraphic" stdDeviation="1"/>
<feDisplacementMap in2="t" scale="3"/><feMorphology operator="dilate" radius="1"/><feOffset dx="1" dy="1"/>
<feConvolveMatrix order="3" kernelMatrix="1 0 0 0 1 0 0 0 1"/><feColorMatrix type="hueRotate" values="90"/>
<feComposite in2="SourceGraphic" operator="arithmetic" k1="0" k2="1" k3="1" k4="0"/><feTile/>
</filter>
<g id="u"><rect width="5" height="5" fill="url(#p)"/></g>
</defs>
<g clip-path="url(#c)" transform="rotate(5 24 16) scale(1.1)"><rect width="48" height="32" fill="url(#r)"/><use xlink:href="#u" x="3" y="2"/></g>
<path class="a" d="M4 4C8 2 12 20 20 8S30 30 44 28A5 5 30 0 1 40 20Q1 2 3 4T9 9z" stroke-dasharray="3 2" marker-mid="url(#k)"/>
<rect x="20" y="5" width="9" height="9" rx="2" filter="url(#f)" mask="url(#m)"/>
<text x="2" y="30" font-size="8" letter-spacing="1">&hi;<tspan dx="2">&#233;</tspan></text>
<image x="40" y="2" width="6" height="6" xlink:href="data:image/png;base64,${PIXEL}"/>
</svg>`;

/** Tokens: numbers, names and references, tags, and the rest. */
const TOKEN = /<[/?!]?[\w:]*|#\w+|[-+]?\d+(?:\.\d+)?|[\w:-]+|\s+|[^]/g;

type Change =
  | { readonly kind: 'replace'; readonly token: number; readonly text: string }
  | { readonly kind: 'drop'; readonly token: number; readonly count: number }
  | {
      readonly kind: 'copy';
      readonly token: number;
      readonly count: number;
      readonly to: number;
      readonly times: number;
    };

/** Replacements of a number, a reference or a value. */
const text = fc.oneof(
  fc.constantFrom('0', '-1', '1e-9', '1e9', '-1e30', '99999', 'NaN', '100%', '1em', ''),
  fc.constantFrom('#l', '#r', '#p', '#c', '#m', '#k', '#f', '#u', 'url(#f)', 'url(#m)', '&hi;'),
  fc.constantFrom('<g>', '</g>', '<svg', '<use', '<text', '<filter', '"', '>', '/>', '<!--', ']]>'),
);

const token = fc.nat(0xffff);
const count = fc.integer({ min: 1, max: 40 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('replace'), token, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), token, count }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('copy'),
      token,
      count,
      to: token,
      times: fc.integer({ min: 1, max: 20 }),
    }),
  },
);

/** A few changes of the drawing, which leave most of it well-formed. */
export const redrawings: fc.Arbitrary<string> = fc
  .array(change, { minLength: 1, maxLength: 5 })
  .map((changes) => changes.reduce(apply, DRAWING.match(TOKEN) ?? []).join(''));

function apply(tokens: readonly string[], change: Change): readonly string[] {
  const at = change.token % Math.max(1, tokens.length);
  switch (change.kind) {
    case 'replace': {
      // The next token of its kind, so that most changes have an effect.
      const next = tokens.findIndex((each, index) => index >= at && /^[-+\d#]/.test(each));
      return tokens.with(next === -1 ? at : next, change.text);
    }
    case 'drop':
      return tokens.toSpliced(at, change.count);
    case 'copy': {
      const part = tokens.slice(at, at + change.count);
      const copies = Array<readonly string[]>(change.times).fill(part).flat();
      return tokens.toSpliced(change.to % tokens.length, 0, ...copies);
    }
  }
}
