import { recordOf, idOf } from '../../testing/samples.ts';
import { deliveryWorld, DELIVERY_CONFIG } from '../testing/delivery-world.ts';
import type { AskedRecipe } from './asked-recipe.ts';
import { signAddresses, type SignAddressesDeps } from './sign-addresses.ts';

const url = `https://assets.example.com/photo/${idOf(1)}`;

/** Addresses of one image, which a signer signs with the path itself. */
async function world(config: Parameters<typeof deliveryWorld>[1] = {}) {
  const { deps } = deliveryWorld({}, config);
  await deps.records.create(recordOf({ profile: 'photo', status: 'ready' }));
  await deps.records.create(recordOf({ id: idOf(2), status: 'ready' }));
  const signer: SignAddressesDeps['signer'] = {
    sign: async (path, expires) => `[${path}|${expires?.toISOString() ?? ''}]`,
  };
  const use = signAddresses({ ...deps, signer });
  return {
    ...deps,
    use,
    sign: (...recipes: readonly AskedRecipe[]) => use('ada', idOf(1), { recipes }),
  };
}

const { profiles } = DELIVERY_CONFIG;

describe('signAddresses', () => {
  it('signs a recipe as an object, as a text, and in all widths of the profile', async () => {
    const { sign } = await world();
    const resize = { width: 300, height: 200, fit: 'cover' } as const;
    expect(await sign({ resize }, 'width=300', 'width=*,grayscale=true')).toEqual({
      addresses: [
        {
          recipe: 'width=300,height=200,fit=cover',
          url: `${url}/width=300,height=200,fit=cover?s=[/photo/${idOf(1)}/width=300,height=200,fit=cover|]`,
        },
        { recipe: 'width=300', url: `${url}/width=300?s=[/photo/${idOf(1)}/width=300|]` },
        {
          recipe: 'width=*,grayscale=true',
          url: `${url}/width=*,grayscale=true?s=[/photo/${idOf(1)}/width=*,grayscale=true|]`,
          widths: [10, 50],
        },
      ],
    });
  });

  it('signs until a whole second', async () => {
    const { use, clock } = await world();
    await clock.sleep(1_500);
    const request = { recipes: ['width=9'], expiresIn: 3_600 };
    expect(await use('ada', idOf(1), request)).toEqual({
      addresses: [
        {
          recipe: 'width=9',
          url: expect.stringMatching(/\|2026-01-01T01:00:01\.000Z\]$/) as unknown,
        },
      ],
      expiresAt: '2026-01-01T01:00:01.000Z',
    });
  });

  it.each<[AskedRecipe, string]>([
    ['height=9,width=8', 'width belongs before height; write width=8,height=9'],
    ['fit=cover,width=*', 'width belongs before fit; write width=*,fit=cover'],
    ['width=*,width=*', 'width is repeated'],
    ['width=0', 'width'],
    ['width=9.webp', 'width'],
    ['hero', "'hero' is neither a variant nor key=value"],
    ['metadata=keep', 'metadata is not part of an address'],
    [{ metadata: 'keep' }, 'metadata cannot be part of an address'],
    [{ resize: { width: -1 } }, 'resize.width is -1'],
    [{}, 'the recipe is empty'],
    ['watermark.image=other', "watermark.image is 'other': choose one of logo"],
    [{ caption: { text: 'Ada', font: 'mine' } }, "caption.font is 'mine': none is configured"],
  ])('refuses %j, and says why', async (asked, says) => {
    const { sign } = await world();
    await expect(sign('width=9', asked)).rejects.toMatchObject({
      code: 'invalid-recipe',
      message: expect.stringContaining(`recipes.1: ${says}`) as unknown,
    });
  });

  it('names the mistakes of all recipes at once', async () => {
    const { sign } = await world();
    await expect(sign('widht=9', 'width=9', 'hihgt=9')).rejects.toMatchObject({
      message: 'recipes.0: widht is unknown; recipes.2: hihgt is unknown',
    });
  });

  it('refuses width=* where the profile has no widths', async () => {
    const photo = { ...profiles.photo, onDemand: { recipes: 'signed' } } as const;
    const { sign } = await world({ profiles: { photo, avatar: profiles.avatar } });
    await expect(sign('width=*')).rejects.toMatchObject({
      message: expect.stringContaining('list them in profiles.photo.onDemand.widths') as unknown,
    });
  });

  it('refuses a profile whose addresses have no recipes', async () => {
    const { use } = await world();
    await expect(use('ada', idOf(2), { recipes: ['width=9'] })).rejects.toMatchObject({
      code: 'invalid-recipe',
      message: expect.stringContaining(
        "set profiles.avatar.onDemand.recipes to 'signed'",
      ) as unknown,
    });
  });

  it("finds neither another owner's image nor one that is deleted", async () => {
    const { use, records } = await world();
    const deletedAt = '2026-01-01T00:00:00.000Z';
    await records.create(recordOf({ id: idOf(3), profile: 'photo', deletedAt }));
    const request = { recipes: ['width=9'] };
    for (const [owner, id] of [
      ['eve', idOf(1)],
      ['ada', idOf(3)],
      ['ada', idOf(4)],
    ] as const) {
      await expect(use(owner, id, request)).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});
