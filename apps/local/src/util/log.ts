/**
 * For the people who run it: what happened and, where something went wrong, why. Images and events are
 * called by their id, webhooks by their origin; tokens, grants, a URL's path and what an uploader called
 * a file are never told.
 */
export type Log = (message: string, cause?: unknown) => void;
