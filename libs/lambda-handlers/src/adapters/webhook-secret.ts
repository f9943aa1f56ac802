import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { once } from '../runtime/lazy.ts';

/** The signing secret of a webhook: fetched when it is first needed, and once. */
export const webhookSecret = (client: SecretsManagerClient, arn: string): (() => Promise<string>) =>
  once(async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (SecretString) return SecretString;
    throw new Error("the webhook's secret is empty or binary: write its signing secret as text");
  });
