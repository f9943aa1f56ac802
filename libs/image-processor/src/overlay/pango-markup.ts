import type { FontFace } from './font-face.ts';

/** Pango's names of widths, from 1. */
const WIDTHS = [
  'ultracondensed',
  'extracondensed',
  'condensed',
  'semicondensed',
  'normal',
  'semiexpanded',
  'expanded',
  'extraexpanded',
  'ultraexpanded',
];

/** The attributes by which Pango selects a font. */
export const attributesOf = ({
  family,
  weight,
  italic,
  width,
}: FontFace): Record<string, string> => ({
  font_family: family,
  font_weight: String(weight),
  font_style: italic ? 'italic' : 'normal',
  font_stretch: WIDTHS[width - 1] ?? 'normal',
});

/** Pango parses every text as markup: the text is escaped, and its style is put around it. */
export function pangoMarkup(text: string, style: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(style).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<span${attributes.join('')}>${escapeXml(text)}</span>`;
}

const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
