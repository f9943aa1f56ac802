import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { lazy } from '../runtime/lazy.ts';

/** Signing secret of a webhook, fetched from Secrets Manager on first use and kept. */
export const webhookSecret = (client: SecretsManagerClient, arn: string): (() => Promise<string>) =>
  lazy(async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (SecretString) return SecretString;
    throw new Error(
      "the webhook's secret is empty or binary: store its signing secret as text (SecretString)",
    );
  });
