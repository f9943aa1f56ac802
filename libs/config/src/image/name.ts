/** What profiles and variants may be called: it stands in keys and URLs. */
export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
