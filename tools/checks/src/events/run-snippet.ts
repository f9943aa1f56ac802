import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Runtime {
  /** Files beside the snippet, which read five arguments and print `true` or `false`. */
  readonly files: (snippet: string) => Readonly<Record<string, string>>;
  readonly build?: readonly [string, ...string[]];
  readonly start: readonly [string, ...string[]];
}

/** Runtimes by the language of a code block. Each prints the version that `probe` asks for. */
const RUNTIMES: Readonly<Record<string, Runtime & { readonly probe: readonly [string, string] }>> =
  {
    js: {
      probe: [process.execPath, '--version'],
      files: (snippet) => ({
        'verify.mjs': snippet,
        'main.mjs':
          "import { isAuthentic } from './verify.mjs';\nprocess.stdout.write(String(isAuthentic(...process.argv.slice(2))));",
      }),
      start: [process.execPath, 'main.mjs'],
    },
    python: {
      probe: ['python3', '--version'],
      files: (snippet) => ({
        'verify.py': snippet,
        'main.py':
          'import sys\nfrom verify import is_authentic\n*given, body = sys.argv[1:]\nprint(str(is_authentic(*given, body.encode())).lower())',
      }),
      start: ['python3', 'main.py'],
    },
    go: {
      probe: ['go', 'version'],
      files: (snippet) => ({
        'go.mod': 'module verify\n',
        'verify.go': snippet,
        'main.go':
          'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\ta := os.Args\n\tfmt.Println(IsAuthentic(a[1], a[2], a[3], a[4], []byte(a[5])))\n}\n',
      }),
      build: ['go', 'build', '-o', 'verify'],
      start: ['./verify'],
    },
    java: {
      probe: ['javac', '-version'],
      files: (snippet) => ({
        'ThumbingWebhook.java': snippet,
        'Main.java':
          'class Main {\n  public static void main(String[] a) throws Exception {\n    System.out.println(ThumbingWebhook.isAuthentic(a[0], a[1], a[2], a[3], a[4].getBytes("UTF-8")));\n  }\n}\n',
      }),
      build: ['javac', 'ThumbingWebhook.java', 'Main.java'],
      start: ['java', 'Main'],
    },
    ruby: {
      probe: ['ruby', '--version'],
      files: (snippet) => ({
        'verify.rb': snippet,
        'main.rb': "require_relative 'verify'\nputs authentic?(*ARGV)\n",
      }),
      start: ['ruby', 'main.rb'],
    },
  };

/** Checks that the runtime of a language is installed on this machine. */
export function isInstalled(language: string): boolean {
  const [command = '', argument = ''] = RUNTIMES[language]?.probe ?? [];
  return spawnSync(command, [argument]).status === 0;
}

/** Builds a snippet once, and calls its function with each list of arguments. */
export async function callSnippet(
  language: string,
  snippet: string,
  calls: readonly (readonly string[])[],
): Promise<boolean[]> {
  const runtime = RUNTIMES[language];
  if (!runtime) throw new Error(`no runtime for ${language}`);
  const cwd = await mkdtemp(join(tmpdir(), 'thumbing-snippet-'));
  try {
    for (const [name, content] of Object.entries(runtime.files(snippet))) {
      await writeFile(join(cwd, name), content);
    }
    if (runtime.build) await run(runtime.build[0], runtime.build.slice(1), { cwd });
    const results: boolean[] = [];
    for (const call of calls) {
      const [command, ...rest] = runtime.start;
      const { stdout } = await run(command, [...rest, ...call], { cwd });
      results.push(JSON.parse(stdout) === true);
    }
    return results;
  } finally {
    await rm(cwd, { recursive: true });
  }
}
