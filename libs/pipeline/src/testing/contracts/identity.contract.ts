import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Identity } from '../../domain/ports.ts';
import type { World } from '../world.ts';

export interface Claims {
  readonly sub?: string;
  /** Seconds from now. @default an hour */
  readonly expiresIn?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

export interface IdentityWorld {
  readonly identity: Identity;
  /** A token signed with the issuer's key: valid unless a claim makes it invalid. */
  readonly tokenOf: (claims: Claims) => Promise<string>;
  /** The same claims, signed with another key under the issuer's key id. */
  readonly forgedTokenOf: (claims: Claims) => Promise<string>;
}

/** Behavior that every identity adapter has in common. */
export function identityContract(adapter: string, open: () => Promise<World<IdentityWorld>>): void {
  describe(`identity (${adapter})`, () => {
    let world: World<IdentityWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('returns the owner of a valid token', async () => {
      const token = await world.tokenOf({ sub: 'auth0|ada/ü' });
      expect(await world.identity.ownerOf(token)).toBe('auth0|ada/ü');
    });

    it.each<[string, Claims]>([
      ['that has expired', { sub: 'ada', expiresIn: -3_600 }],
      ['of another issuer', { sub: 'ada', issuer: 'https://evil.example.com' }],
      ['for another audience', { sub: 'ada', audience: 'another-app' }],
      ['without an owner', {}],
      ['of an empty name', { sub: '' }],
    ])('returns no owner for a token %s', async (_, claims) => {
      expect(await world.identity.ownerOf(await world.tokenOf(claims))).toBeUndefined();
    });

    it('returns no owner for a token signed with another key', async () => {
      const token = await world.forgedTokenOf({ sub: 'ada' });
      expect(await world.identity.ownerOf(token)).toBeUndefined();
    });

    it('returns no owner for a token whose claims were changed', async () => {
      const [header, , signature] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const [, claims] = (await world.tokenOf({ sub: 'eve' })).split('.');
      const token = [header, claims, signature].join('.');
      expect(await world.identity.ownerOf(token)).toBeUndefined();
    });

    it('returns no owner for a token without a signature', async () => {
      const [, claims] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const header = Buffer.from('{"alg":"none"}').toString('base64url');
      expect(await world.identity.ownerOf([header, claims, ''].join('.'))).toBeUndefined();
    });

    it.each(['', 'nonsense', 'a.b.c', '..', 'x'.repeat(10_000)])(
      'returns no owner for text that is not a token',
      async (text) => {
        expect(await world.identity.ownerOf(text)).toBeUndefined();
      },
    );
  });
}
