import { renditionKey } from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';

/** Where the world fetches renditions: the CDN in front of their bucket. No client is needed to know. */
export const assetUrl = (baseUrl: string): Pick<Renditions, 'urlOf'> => {
  const base = baseUrl.replace(/\/+$/, '');
  return { urlOf: (key) => `${base}/${renditionKey.format(key)}` };
};
