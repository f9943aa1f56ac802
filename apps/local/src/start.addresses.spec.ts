import type { ConfigInput } from '@thumbing/config';
import * as z from 'zod';
import { begin, running } from './testing/fresh-edition.ts';
import { jpeg } from './testing/edition.ts';

const config: Partial<ConfigInput> = {
  profiles: {
    avatar: {
      variants: { large: { resize: { width: 16 } }, hero: { on: 'request' } },
      formats: ['webp', 'jpeg'],
      onDemand: { widths: [8, 12], recipes: 'signed' },
    },
  },
};

const signed = z.object({ addresses: z.array(z.object({ url: z.string() })) });

const typeOf = async (url: string): Promise<string | null> => {
  const response = await fetch(url, { headers: { accept: 'image/webp' } });
  await response.body?.cancel();
  return response.ok ? response.headers.get('content-type') : String(response.status);
};

describe('addresses of an image', () => {
  it('are listed for its variants, and all of them are served', async () => {
    await begin({ config });
    const ada = await running.as('ada');
    const { variants = [] } = await ada.settled(await ada.upload(jpeg));
    expect(variants.map(({ variant }) => variant)).toEqual(['large', 'hero']);
    for (const { url, formats, widths } of variants) {
      expect(await typeOf(url)).toBe('image/webp');
      expect(await typeOf(`${url},width=${widths[0] ?? ''}.${formats[1] ?? ''}`)).toBe(
        'image/jpeg',
      );
    }
    expect(await typeOf(`${running.url}/latest/avatar/ada/hero,width=12.webp`)).toBe('image/webp');
  });

  it('are signed for its owner: one recipe, or all widths of the profile', async () => {
    await begin({ config });
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const body = { recipes: [{ resize: { width: 9 } }, 'width=*,grayscale=true'] };
    const answer = await ada.api(`/v1/images/${id}/addresses`, { method: 'POST', body });
    const { addresses } = signed.parse(await answer.json());
    const [one = '', all = ''] = addresses.map(({ url }) => url);
    expect(await typeOf(one)).toBe('image/webp');
    expect(await typeOf(one.replace('?', '.jpeg?'))).toBe('image/jpeg');
    expect(await typeOf(one.replace('width=9', 'width=10'))).toBe('403');
    expect(await typeOf(all.replace('*', '8'))).toBe('image/webp');
    expect(await typeOf(all.replace('*', '9'))).toBe('403');
  });
});
