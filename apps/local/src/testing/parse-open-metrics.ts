import type { Measurement } from '@thumbing/pipeline/memory';

const SAMPLE = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"(?:,|$)/g;

/** Samples of a text of OpenMetrics. Throws for a line that is none. */
export function parseOpenMetrics(text: string): readonly Measurement[] {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF') throw new Error('the text has no end');
  return lines.filter((line) => !line.startsWith('# ')).map(sampleOf);
}

function sampleOf(line: string): Measurement {
  const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [
    key,
    unescaped(text),
  ]);
  return {
    name,
    labels: Object.fromEntries(pairs) as Record<string, string>,
    value: Number(value),
  };
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
