import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { manualClock } from '@thumbing/pipeline/memory';
import { aws, newName } from '../testing/aws.ts';
import { addressKeys } from './address-keys.ts';

const newSecret = async (SecretString: string): Promise<string> => {
  const { ARN = '' } = await aws.secrets.send(
    new CreateSecretCommand({ Name: newName(), SecretString }),
  );
  return ARN;
};

const first = { id: '1', secret: 'a' };
const second = { id: '2', secret: 'b' };

describe('addressKeys', () => {
  it.each([
    ['the one that was generated', first, [first]],
    ['all of a list', { keys: [second, first] }, [second, first]],
  ])('are %s', async (_, content, keys) => {
    const arn = await newSecret(JSON.stringify(content));
    expect(await addressKeys(arn, manualClock())()).toEqual(keys);
  });

  it('are fetched again after five minutes', async () => {
    const SecretId = await newSecret(JSON.stringify(first));
    const clock = manualClock();
    const keys = addressKeys(SecretId, clock);
    expect(await keys()).toEqual([first]);
    const SecretString = JSON.stringify({ keys: [first, second] });
    await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    await clock.sleep(299_999);
    expect(await keys()).toEqual([first]);
    await clock.sleep(1);
    expect(await keys()).toEqual([first, second]);
  });

  it('are fetched again after they were missing', async () => {
    const Name = newName();
    const keys = addressKeys(Name, manualClock());
    await expect(keys()).rejects.toThrow();
    await aws.secrets.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(first) }));
    expect(await keys()).toEqual([first]);
  });

  it.each(['whsec_abc', '{"keys":[{"id":"1"}]}'])(
    'must have their form, and an error does not tell them: %s',
    async (text) => {
      const keys = addressKeys(await newSecret(text), manualClock());
      await expect(keys()).rejects.toThrow(
        /^the secret of address keys cannot be read: store \{"keys":\[\{"id":"…","secret":"…"\}\]\} as text \(SecretString\)$/,
      );
    },
  );
});
