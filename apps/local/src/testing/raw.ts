import { connect } from 'node:net';

/**
 * Sends bytes that no HTTP client would send, one part after the other. Returns everything received until
 * the connection closes.
 */
export function raw(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => void chunks.push(chunk));
    // A response may be complete although the connection broke.
    socket.on('error', (error) => (chunks.length === 0 ? reject(error) : undefined));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    for (const part of parts) socket.write(part);
  });
}
