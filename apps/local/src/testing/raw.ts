import { connect } from 'node:net';

/**
 * Sends bytes that no HTTP client would, one part after the other, and answers all that came back until
 * the connection was closed.
 */
export function raw(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => void chunks.push(chunk));
    // What was answered before the connection broke is an answer.
    socket.on('error', (error) => (chunks.length === 0 ? reject(error) : undefined));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    for (const part of parts) socket.write(part);
  });
}
