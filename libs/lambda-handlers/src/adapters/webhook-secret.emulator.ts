import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { aws, newName } from '../testing/aws.ts';
import { webhookSecret } from './webhook-secret.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('webhookSecret', () => {
  const newSecret = async (content: { SecretString: string } | { SecretBinary: Uint8Array }) => {
    const { ARN = '' } = await aws.secrets.send(
      new CreateSecretCommand({ Name: newName(), ...content }),
    );
    return ARN;
  };

  it('is the stored text', async () => {
    const secret = webhookSecret(aws.secrets, await newSecret({ SecretString: SECRET }));
    expect(await secret()).toBe(SECRET);
  });

  it('is fetched once', async () => {
    const SecretId = await newSecret({ SecretString: SECRET });
    const secret = webhookSecret(aws.secrets, SecretId);
    await secret();
    await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'another' }));
    expect(await secret()).toBe(SECRET);
  });

  it('is fetched again after it was missing', async () => {
    const Name = newName();
    const secret = webhookSecret(aws.secrets, Name);
    await expect(secret()).rejects.toThrow();
    await aws.secrets.send(new CreateSecretCommand({ Name, SecretString: SECRET }));
    expect(await secret()).toBe(SECRET);
  });

  it('must be text', async () => {
    const secret = webhookSecret(aws.secrets, await newSecret({ SecretBinary: Buffer.from('x') }));
    await expect(secret()).rejects.toThrow(
      "the webhook's secret is empty or binary: store its signing secret as text",
    );
  });
});
