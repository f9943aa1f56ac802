import { readFileSync } from 'node:fs';
import base, { worldless } from '../../eslint.config.mjs';

/** Rooms of `src`, folders and single files, from the lowest up, each with the rooms that it may import. */
const ROOMS = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** Rooms that load no native code: recipes are checked, and renders planned, without sharp. */
const WITHOUT_SHARP = ['util', 'params', 'geometry', 'steps', 'encoders', 'recipe', 'plan'];

/** Rooms may have folders, and a relative path says nothing of its depth: one rule for each. */
const DEPTHS = [1, 2];

const roomRules = Object.entries(ROOMS)
  .filter(([room]) => !room.endsWith('.ts'))
  .flatMap(([room, allowed]) =>
    DEPTHS.map((depth) => ({
      files: [`src/${room}/${'*/'.repeat(depth - 1)}*.ts`],
      ignores: ['**/*.spec.ts', '**/testing/**'],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(?:\\.\\./){${depth}}(?!\\.\\./)(?!(?:${[room, ...allowed].map(toPattern).join('|')})$)`,
                message: `${room} may import no other rooms than ${allowed.join(', ') || 'none'}: see rooms.json.`,
              },
              ...(WITHOUT_SHARP.includes(room)
                ? [
                    {
                      regex: '^sharp$',
                      allowTypeImports: true,
                      message: `${room} loads no native code: take sharp as a parameter.`,
                    },
                  ]
                : []),
            ],
          },
        ],
      },
    })),
  );

/** Any file of a folder, or the file itself. */
function toPattern(room) {
  return room.endsWith('.ts') ? room.replace('.', '\\.') : `${room}/.+`;
}

export default [...base, worldless, ...roomRules];
