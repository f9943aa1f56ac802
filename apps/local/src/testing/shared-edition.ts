import { waitUntil, type Client } from '@thumbing/adapters/testing';
import { edition, type Edition } from './edition.ts';

/** The edition of all tests of a spec, and a client of it. */
export let running: Edition;
export let ada: Client;

beforeAll(async () => {
  running = await edition();
  ada = await running.as('ada');
});
afterAll(() => running.close());

/** Waits for renditions of earlier uploads, which are staged too. */
export const nothingStaged = (): Promise<true> =>
  waitUntil(async () => (await running.folder.files('staging')).length === 0);
