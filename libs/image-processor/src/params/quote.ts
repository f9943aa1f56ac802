/** Characters of a quoted value, so that a message stays on one line. */
const MAX_LENGTH = 60;

/** A value as it is written in source code, on one line and shortened, with no more of a URL than its origin. */
export function quote(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return `'${shorten(value.replaceAll(/\p{Cc}/gu, ' '))}'`;
    case 'object':
      return value === null ? 'null' : shorten(json(value));
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

function json(value: object): string {
  try {
    const text: unknown = JSON.stringify(value);
    if (typeof text === 'string') return text;
  } catch {
    // The value contains itself, or something that JSON cannot hold, such as a bigint.
  }
  return Array.isArray(value) ? '[…]' : '{…}';
}

function shorten(text: string): string {
  const shown = withoutSecrets(text);
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH - 1)}…` : shown;
}

const URLS = /(https?:\/\/)([^\s"'/?#]*@)?([^\s"'/?#]*)([/?#][^\s"']*)?/gi;

/** Users, paths and queries of URLs may be secrets, such as a webhook's, and messages end up in logs. */
const withoutSecrets = (text: string): string =>
  text.replaceAll(
    URLS,
    (_, scheme: string, user: string | undefined, host: string, path: string | undefined) =>
      `${scheme}${user === undefined ? '' : '…@'}${host}${path && path !== '/' ? '/…' : (path ?? '')}`,
  );
