/** Stems of verbs that end with `-ize` in American English. */
const IZE = [
  ...['author', 'capital', 'categor', 'character', 'custom', 'final', 'general', 'harmon'],
  ...['initial', 'item', 'local', 'material', 'maxim', 'minim', 'normal', 'optim', 'organ'],
  ...['parallel', 'penal', 'prior', 'priorit', 'quant', 'random', 'real', 'recogn', 'sanit'],
  ...['serial', 'special', 'standard', 'summar', 'symbol', 'synchron', 'token', 'util', 'visual'],
];

/**
 * Each British spelling as a pattern, with its American one. They match inside identifiers too, so a stem that is part
 * of other words needs a pattern of its own.
 */
export const BRITISH: readonly (readonly [pattern: RegExp, american: string])[] = [
  [/([Cc])olour/g, '$1olor'],
  [/([Bb])ehaviour/g, '$1ehavior'],
  [/([Nn])eighbour/g, '$1eighbor'],
  [/([Ff])avour/g, '$1avor'],
  [/([Hh])onour/g, '$1onor'],
  [/([Gg])rey/g, '$1ray'],
  [/([Cc])entre/g, '$1enter'],
  [/([Cc])entring/g, '$1entering'],
  [/([Aa])rtefact/g, '$1rtifact'],
  [/([Cc])atalogue/g, '$1atalog'],
  [/([Ll])icence/g, '$1icense'],
  [/([Jj])udgement/g, '$1udgment'],
  [/([Aa])nalyse/g, '$1nalyze'],
  [/([Pp])rogramme(?![a-z])/g, '$1rogram'],
  [
    new RegExp(`(?<=${IZE.map(eitherCase).join('|')})is(e[sdr]?|ing|ations?|able)(?![a-z])`, 'g'),
    'iz$1',
  ],
];

function eitherCase(stem: string): string {
  const [first = '', rest] = [stem[0], stem.slice(1)];
  return `[${first.toUpperCase()}${first}]${rest}`;
}
