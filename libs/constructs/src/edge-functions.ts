import type { Config } from '@thumbing/config';
import { negotiate } from './negotiate.ts';

/** Picks the format of what is asked for without one. */
export const negotiation = (profiles: Config['profiles']): string => {
  const formats = Object.entries(profiles).map(([name, profile]) => [name, profile.formats]);
  return `${negotiate.toString()}
function handler(event) {
  return negotiate(event.request, ${JSON.stringify(Object.fromEntries(formats))});
}`;
};

/** Tells caches on the way that another viewer may get another format. */
export const VARY_BY_ACCEPT = `function handler(event) {
  event.response.headers.vary = { value: 'accept' };
  return event.response;
}`;
