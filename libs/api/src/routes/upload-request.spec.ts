import { builtinProfiles, defineConfig } from '@thumbing/config';
import { avatar } from '../testing/world.ts';
import { uploadRequest } from './upload-request.ts';

const request = uploadRequest(defineConfig({ profiles: builtinProfiles }).profiles);

it.each`
  filename             | accepted
  ${'me.jpg'}          | ${true}
  ${'Ich & du 👩‍🚀.jpg'} | ${true}
  ${'👩'.repeat(255)}  | ${true}
  ${'👩'.repeat(256)}  | ${false}
  ${'a\u0000b'}        | ${false}
  ${'a\u007fb'}        | ${false}
  ${'a\u0085b'}        | ${false}
  ${'\ud83d'}          | ${false}
`(
  'counts and checks the characters of $filename as JSON Schema does',
  ({ filename, accepted }: Row) => {
    expect(request.safeParse({ ...avatar, filename }).success).toBe(accepted);
  },
);

interface Row {
  readonly filename: string;
  readonly accepted: boolean;
}
