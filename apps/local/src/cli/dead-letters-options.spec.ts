import { DEAD_LETTERS_USAGE, parseDeadLetters } from './dead-letters-options.ts';
import { UsageError } from './options.ts';

const parse = (command: string) => parseDeadLetters(command.split(' ').filter(Boolean));

it('parses a command with its ids and options', () => {
  expect(parse('redrive 17 18 --data-dir /srv --json')).toEqual({
    action: 'redrive',
    ids: ['17', '18'],
    all: false,
    json: true,
    dataDir: '/srv',
  });
  expect(parse('redrive --all')).toMatchObject({ all: true, dataDir: '.thumbing', json: false });
  expect(parse('list --help')).toBeUndefined();
});

it.each([
  ['', 'a command is missing: use list, show or redrive'],
  ['lits', "the command is 'lits': use list, show or redrive"],
  ['list 17', 'list takes no ids: use show'],
  ['list --all', 'list takes no --all'],
  ['show', 'show takes one id of the list'],
  ['show 17 18', 'show takes one id of the list'],
  ['redrive', 'redrive takes ids of the list, or --all for every one'],
  ['redrive 17 --all', 'redrive takes ids of the list, or --all for every one'],
  ['list --color', "Unknown option '--color'"],
])('refuses %j, and says what to write', (command, sentence) => {
  expect(() => parse(command)).toThrow(UsageError);
  expect(() => parse(command)).toThrow(sentence);
});

it('has a usage that fits a terminal', () => {
  for (const line of DEAD_LETTERS_USAGE.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
