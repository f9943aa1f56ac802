import { readFileSync } from 'node:fs';
import base, { filesOf, room, worldless } from '../../eslint.config.mjs';

/** Rooms of `src`, folders and single files, from the lowest up, each with the rooms that it may import. */
const ROOMS = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** Rooms that load no native code: recipes are checked, and renders planned, without sharp. */
const WITHOUT_SHARP = ['util', 'params', 'geometry', 'steps', 'encoders', 'recipe', 'plan'];

const roomRules = Object.entries(ROOMS).map(([name, allowed]) =>
  room(
    name,
    {
      regex: `^(?:\\./(?!${filesOf([name, ...allowed])})|file:)`,
      message: `${name} may import no other rooms than ${allowed.join(', ') || 'none'}: see rooms.json.`,
    },
    ...(WITHOUT_SHARP.includes(name)
      ? [
          {
            regex: '^sharp$',
            allowTypeImports: true,
            message: `${name} loads no native code: take sharp as a parameter.`,
          },
        ]
      : []),
  ),
);

export default [...base, worldless, ...roomRules];
