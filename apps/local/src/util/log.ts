/**
 * Logs for the operator: an event and, for failures, the cause. Images and events are named by their id,
 * webhooks by their origin. Tokens, grants, paths of URLs and names of uploaded files are never logged.
 */
export type Log = (message: string, cause?: unknown) => void;
