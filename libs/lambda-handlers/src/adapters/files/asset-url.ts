import { pathOf } from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';

/** URLs of addresses, at the CDN in front of their bucket. Needs no S3 client, unlike `s3Renditions`. */
export const assetUrl = (baseUrl: string): Pick<Renditions, 'urlOf'> => {
  const base = baseUrl.replace(/\/+$/, '');
  return { urlOf: (address) => `${base}/${pathOf(address)}` };
};
