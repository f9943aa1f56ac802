import type { Kind } from './address-keys.ts';

/** Compass points by the other names of positions, and by the points that mean the same. */
const COMPASS: Readonly<Record<string, string>> = {
  top: 'north',
  'right top': 'northeast',
  right: 'east',
  'right bottom': 'southeast',
  bottom: 'south',
  'left bottom': 'southwest',
  left: 'west',
  'left top': 'northwest',
  '0.5:0': 'north',
  '1:0': 'northeast',
  '1:0.5': 'east',
  '1:1': 'southeast',
  '0.5:1': 'south',
  '0:1': 'southwest',
  '0:0.5': 'west',
  '0:0': 'northwest',
  '0.5:0.5': 'center',
};

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The text of a value of a recipe in its canonical form, with no regard to its pattern or to defaults. */
export function writeValue(value: unknown, kind: Kind): string {
  if (typeof value === 'object' && value !== null && 'x' in value && 'y' in value) {
    const point = `${String(value.x)}:${String(value.y)}`;
    return COMPASS[point] ?? point;
  }
  // Also turns -0 into 0.
  if (typeof value !== 'string') return String(value);
  switch (kind) {
    case 'text':
      // Half of a surrogate pair has no UTF-8, and would come back as another character.
      return value.isWellFormed() ? Buffer.from(value).toString('base64url') : '';
    case 'color':
      return writeColor(value);
    case 'length':
      return `${parseFloat(value)}pct`;
    case 'position':
      return Object.hasOwn(COMPASS, value) ? (COMPASS[value] ?? value) : value;
    default:
      return value;
  }
}

function writeColor(color: string): string {
  const digits = color.slice(1).toLowerCase();
  const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  return long.replace(/^(.{6})ff$/, '$1');
}

/** The value that a text stands for, canonical or not. The text itself where it stands for none: the schema refuses it. */
export function readValue(text: string, kind: Kind): unknown {
  switch (kind) {
    case 'text':
      return readText(text);
    case 'name':
      return text;
    case 'color':
      return text.startsWith('#') ? text : `#${text}`;
    case 'length': {
      const [, share] = /^(\d+(?:\.\d+)?)(?:pct|%|%25)$/.exec(text) ?? [];
      return share === undefined ? readPlain(text) : `${Number(share)}%`;
    }
    case 'position': {
      const [x = '', y = '', ...rest] = text.split(':');
      const isPoint = rest.length === 0 && NUMBER.test(x) && NUMBER.test(y);
      return isPoint ? { x: Number(x), y: Number(y) } : text.replaceAll(/\+|%20/g, ' ');
    }
    case 'plain':
      return readPlain(text);
  }
}

const readPlain = (text: string): unknown => {
  if (NUMBER.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
};

/** Text that is no UTF-8 has no meaning. `undefined` where there is none. */
function readText(text: string): string | undefined {
  if (!/^[\w-]+={0,2}$/.test(text)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(text, 'base64url'),
    );
  } catch {
    return undefined;
  }
}
