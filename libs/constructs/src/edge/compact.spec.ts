import { runInNewContext } from 'node:vm';
import { compact } from './compact.ts';

describe('compact code', () => {
  it.each([
    ['const first = 1;\nreturn first + 1;', 'const a=1;return a+1;'],
    ['function add(left, right,) { return left + right; }', 'function c(a,b){return a+b}'],
    ['const key = { key: key, at: 1, };', 'const a={key:a,at:1};'],
    ['const name = other.name;', 'const a=other.name;'],
    ["const text = 'text  // text';", "const a='text  // text';"],
    [
      'const part = 1; say(`part  ${part} of ${part.part}`);',
      'const a=1;say(`part  ${a} of ${a.part}`);',
    ],
    ['all.map((one) => /one \\/ [/]one/.test(one));', 'all.map((a)=>/one \\/ [/]one/.test(a));'],
    ['all.map((one) => one / 2 / one);', 'all.map((a)=>a/2/a);'],
    ['const a = undefined; // none\n/* at\nall */ let b;', 'const c=void 0;let d;'],
    ['function handler() { return typeof 1; }', 'function handler(){return typeof 1}'],
  ])('%s', (source, expected) => {
    expect(compact(source, 'handler')).toBe(expected);
  });

  it('gives names that are long enough for all', () => {
    const names = Array.from({ length: 90 }, (_, n) => `name${n}`);
    const source = names.map((name, n) => `const ${name} = ${n};`).join('\n');
    const code = compact(
      `${source}\nfunction handler() { return [${names.join(', ')}]; }`,
      'handler',
    );
    expect(runInNewContext(`${code};handler()`)).toEqual(names.map((_, n) => n));
  });
});
