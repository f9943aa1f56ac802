import * as z from 'zod';

const tokenAnswer = z.object({ access_token: z.string() });

/** Requests a token of the built-in issuer, with its secret if it requires one. */
export async function tokenOf(url: string, sub: string, secret?: string): Promise<string> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    ...(secret !== undefined && { headers: { authorization: `Bearer ${secret}` } }),
    body: JSON.stringify({ sub }),
  });
  if (response.status !== 200) throw new Error(`no token: ${await response.text()}`);
  return tokenAnswer.parse(await response.json()).access_token;
}
