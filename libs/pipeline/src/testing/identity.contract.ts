import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Identity } from '../domain/ports.ts';
import type { World } from './world.ts';

export interface Claims {
  readonly sub?: string;
  /** Seconds from now; an hour without it. */
  readonly expiresIn?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

export interface IdentityWorld {
  readonly identity: Identity;
  /** A token signed with the issuer's own key: valid unless a claim says otherwise. */
  readonly tokenOf: (claims: Claims) => Promise<string>;
  /** The same claims, signed with someone else's key under the issuer's key id. */
  readonly forgedTokenOf: (claims: Claims) => Promise<string>;
}

/** What everyone who tells owners by their tokens promises. */
export function identityContract(adapter: string, open: () => Promise<World<IdentityWorld>>): void {
  describe(`identity (${adapter})`, () => {
    let world: World<IdentityWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('tells the owner of a valid token', async () => {
      const token = await world.tokenOf({ sub: 'auth0|ada/ü' });
      expect(await world.identity.ownerOf(token)).toBe('auth0|ada/ü');
    });

    it.each<[string, Claims]>([
      ['that has expired', { sub: 'ada', expiresIn: -3_600 }],
      ['of another issuer', { sub: 'ada', issuer: 'https://evil.example.com' }],
      ['for another audience', { sub: 'ada', audience: 'another-app' }],
      ['of nobody', {}],
      ['of an empty name', { sub: '' }],
    ])('knows no owner of a token %s', async (_, claims) => {
      expect(await world.identity.ownerOf(await world.tokenOf(claims))).toBeUndefined();
    });

    it('knows no owner of a token that someone else signed', async () => {
      const token = await world.forgedTokenOf({ sub: 'ada' });
      expect(await world.identity.ownerOf(token)).toBeUndefined();
    });

    it('knows no owner of a token whose claims were changed', async () => {
      const [header, , signature] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const [, claims] = (await world.tokenOf({ sub: 'eve' })).split('.');
      const token = [header, claims, signature].join('.');
      expect(await world.identity.ownerOf(token)).toBeUndefined();
    });

    it('knows no owner of a token without a signature', async () => {
      const [, claims] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const header = Buffer.from('{"alg":"none"}').toString('base64url');
      expect(await world.identity.ownerOf([header, claims, ''].join('.'))).toBeUndefined();
    });

    it.each(['', 'nonsense', 'a.b.c', '..', 'x'.repeat(10_000)])(
      'knows no owner of what is not a token',
      async (text) => {
        expect(await world.identity.ownerOf(text)).toBeUndefined();
      },
    );
  });
}
