import { refuse } from '../places.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { ALLOWED, NAMES_THEM } from './allowed.ts';
import { hasComments, questionsIn } from './comment-openings.ts';
import { retiredIn } from './find-retired.ts';

describe('retired names and British spellings', () => {
  it('do not come back', async () => {
    const files = (await workspaceFiles()).filter(({ path }) => !NAMES_THEM.has(path));
    refuse(files.flatMap((file) => retiredIn(file, ALLOWED[file.path])));
  });

  it('are allowed nowhere else than where they stand', async () => {
    const files = new Map((await workspaceFiles()).map(({ path, text }) => [path, text]));
    const unused = Object.entries(ALLOWED).flatMap(([path, allowed]) =>
      allowed.filter((text) => !files.get(path)?.includes(text)).map((text) => ({ path, text })),
    );
    expect(unused).toEqual([]);
    expect([...NAMES_THEM].filter((path) => !files.has(path))).toEqual([]);
  });

  it.each`
    path                               | text                                      | problem
    ${'libs/a/src/b.ts'}               | ${'const backgroundColour = 1;'}          | ${'backgroundColour → backgroundColor'}
    ${'libs/a/src/b.ts'}               | ${'/** Centred behaviour. */'}            | ${'behaviour → behavior'}
    ${'docs/a.md'}                     | ${'The Greyscale of a centre'}            | ${'Greyscale → Grayscale'}
    ${'libs/a/src/b.ts'}               | ${'const all = normaliseAll();'}          | ${'normaliseAll → normalizeAll'}
    ${'libs/a/src/b.ts'}               | ${'the organisation, unauthorised'}       | ${'unauthorised → unauthorized'}
    ${'libs/a/src/normalise.ts'}       | ${''}                                     | ${'path: normalise → normalize'}
    ${'libs/a/src/b.ts'}               | ${'render(bytes, { apart: false })'}      | ${'apart: false → isolate'}
    ${'libs/a/src/b.ts'}               | ${'await queue.lookLater(key);'}          | ${'lookLater → inbox.send(key, { group })'}
    ${'apps/a/src/kept-secrets.ts'}    | ${''}                                     | ${'path: kept-secrets → secret-store'}
    ${'libs/image-processor/src/a.ts'} | ${'const { master } = source;'}           | ${'master → decoded source'}
    ${'libs/image-processor/src/a.ts'} | ${'return told(() => image.toBuffer());'} | ${'told → withLibvipsRetry'}
    ${'libs/a/src/b.ts'}               | ${'expect(told(events))'}                 | ${'told → a verb that names the action'}
  `('finds "$problem" in $path: $text', ({ path, text, problem }: Record<string, string>) => {
    const found = retiredIn({ path: String(path), text: String(text) });
    expect(found.map((place) => place.problem)).toContain(problem);
  });

  it.each`
    path                 | text
    ${'libs/a/src/b.ts'} | ${"image.toColourspace('srgb').jpeg({ quantisationTable: 5 })"}
    ${'libs/a/src/b.ts'} | ${'they lie far apart: neither a race nor the claims of a token'}
    ${'libs/a/src/b.ts'} | ${'precise, otherwise, exercised, concentrated, promise'}
  `('leaves alone: $text', ({ path, text }: Record<string, string>) => {
    expect(retiredIn({ path: String(path), text: String(text) })).toEqual([]);
  });
});

describe('comments', () => {
  it('open with a noun or a verb, not with a question', async () => {
    const code = (await workspaceFiles()).filter(
      ({ path }) => hasComments(path) && !NAMES_THEM.has(path),
    );
    refuse(code.flatMap(questionsIn));
  });

  it.each`
    path       | text                                   | line
    ${'a.ts'}  | ${'/** What is left. */'}              | ${1}
    ${'a.ts'}  | ${'/**\n * Whether it is done.\n */'}  | ${2}
    ${'a.ts'}  | ${'call(); // How often it is called'} | ${1}
    ${'a.ts'}  | ${'// Which one\n// Where it is'}      | ${1}
    ${'a.py'}  | ${'def f():\n    """Who calls it."""'} | ${2}
    ${'a.py'}  | ${'# When it is called'}               | ${1}
    ${'a.yml'} | ${'on: push # Whoever pushes'}         | ${1}
  `('finds a question in $text', ({ path, text, line }: Record<string, string>) => {
    expect(questionsIn({ path: String(path), text: String(text) })).toMatchObject([{ line }]);
  });

  it.each`
    text
    ${'/** Nothing says what is left. */'}
    ${'// A sentence that goes on, and says\n// Where it is'}
    ${"const url = 'https://example.com'; // Whereabouts of a host"}
    ${'const What = 1;'}
  `('finds none in $text', ({ text }: Record<string, string>) => {
    expect(questionsIn({ path: 'a.ts', text: String(text) })).toEqual([]);
  });
});
