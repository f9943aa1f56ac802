export interface Address {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
}

/** Hosts that clients on this machine reach as `localhost`. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** URL by which clients reach a server that listens at this address, without a trailing slash. */
export function publicUrlOf({ host, port, publicUrl }: Address): string {
  if (publicUrl !== undefined) return publicUrl;
  if (LOCAL_HOSTS.includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

/** True for an address that only this machine reaches. */
export const isLoopbackAddress = (address: string): boolean => LOOPBACK_ADDRESS.test(address);

/** True for a host, as in a URL or a Host header, with or without a port, that is always this machine. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK_HOST.test(host);
