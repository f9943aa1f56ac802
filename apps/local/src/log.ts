/** One line for people: what happened and, where something went wrong, why. Never a token, URL or file name. */
export type Log = (message: string, cause?: unknown) => void;
