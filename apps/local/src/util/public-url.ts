import type { Options } from '../cli/options.ts';

/** Addresses that clients on this machine reach by its usual name. */
const HERE = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** What clients call a server that listens there; no slash at the end. */
export function publicUrlOf({
  host,
  port,
  publicUrl,
}: Pick<Options, 'host' | 'port' | 'publicUrl'>): string {
  if (publicUrl !== undefined) return publicUrl;
  if (HERE.includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

/** Whether a host, with its port or without, as a URL or a request has it, can only be this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK_HOST.test(host);
