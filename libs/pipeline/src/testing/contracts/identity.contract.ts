import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidTokenError } from '../../domain/invalid-token-error.ts';
import type { Identity } from '../../domain/ports.ts';
import type { World } from '../world.ts';

/** Claims of a token; one that is left out is valid, except for the owner. */
export interface Claims {
  /** Owner of the token. Without it, the token has none. */
  readonly sub?: string;
  /** Seconds from now. @default an hour */
  readonly expiresIn?: number;
  /** The `iss`. @default the one that the adapter accepts */
  readonly issuer?: string;
  /** The audience. @default one that the adapter accepts */
  readonly audience?: string;
}

/** A verifier of tokens, and the issuer that it trusts. */
export interface IdentityWorld {
  /** Verifier to check. */
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

    const refuses = async (token: string): Promise<void> => {
      await expect(world.identity.ownerOf(token)).rejects.toThrow(InvalidTokenError);
    };

    it.each<[string, Claims]>([
      ['that has expired', { sub: 'ada', expiresIn: -3_600 }],
      ['of another issuer', { sub: 'ada', issuer: 'https://evil.example.com' }],
      ['for another audience', { sub: 'ada', audience: 'another-app' }],
      ['without an owner', {}],
      ['of an empty name', { sub: '' }],
    ])('refuses a token %s', async (_, claims) => refuses(await world.tokenOf(claims)));

    it('refuses a token signed with another key', async () =>
      refuses(await world.forgedTokenOf({ sub: 'ada' })));

    it('refuses a token whose claims were changed', async () => {
      const [header, , signature] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const [, claims] = (await world.tokenOf({ sub: 'eve' })).split('.');
      await refuses([header, claims, signature].join('.'));
    });

    it('refuses a token without a signature', async () => {
      const [, claims] = (await world.tokenOf({ sub: 'ada' })).split('.');
      const header = Buffer.from('{"alg":"none"}').toString('base64url');
      await refuses([header, claims, ''].join('.'));
    });

    it.each(['', 'nonsense', 'a.b.c', '..', 'x'.repeat(10_000)])(
      'refuses text that is not a token',
      refuses,
    );

    it('says why, without any part of the token', async () => {
      const token = await world.tokenOf({ sub: 'ada-of-the-token', expiresIn: -3_600 });
      const error: unknown = await world.identity.ownerOf(token).catch((error: unknown) => error);
      expect(error).toMatchObject({ message: expect.stringMatching(/^the token has expired/) });
      for (const part of [...token.split('.'), 'ada-of-the-token']) {
        expect(String(error)).not.toContain(part);
      }
    });
  });
}
