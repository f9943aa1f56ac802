/** The first example of a README: a program, or the commands of a terminal session. */
export interface Example {
  /** TypeScript, if it is a program. */
  readonly program?: string;
  /** Commands and what each prints, if it is a session. */
  readonly session?: readonly { readonly command: string; readonly prints: string }[];
  /** All that the program prints, where the README says so. */
  readonly prints?: string;
}

const PROGRAM = /```ts\n([^]*?)```(?:\s*(?:prints\s*)?```text\n([^]*?)```)?/;
const SESSION = /```\n(\$ [^]*?)```/;

export function exampleIn(readme: string): Example | undefined {
  const session = SESSION.exec(readme)?.[1];
  if (session !== undefined) return { session: commandsIn(session) };
  const [, program, prints] = PROGRAM.exec(readme) ?? [];
  if (program === undefined) return undefined;
  return { program, ...(prints !== undefined && { prints }) };
}

const commandsIn = (session: string): NonNullable<Example['session']> =>
  session
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...lines] = text.split('\n');
      return { command, prints: lines.join('\n').trimEnd() };
    });
