import * as z from 'zod';

const tokenAnswer = z.object({ access_token: z.string() });

/** Requests a token of the built-in issuer. */
export async function tokenOf(url: string, sub: string): Promise<string> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    body: JSON.stringify({ sub }),
  });
  if (response.status !== 200) throw new Error(`no token: ${await response.text()}`);
  return tokenAnswer.parse(await response.json()).access_token;
}
