import { Match, type Template } from 'aws-cdk-lib/assertions';
import { makeRenditionEnvironment } from '@thumbing/config/environment';
import * as z from 'zod';
import { actionsBelow, withOwn } from '../testing/iam.ts';
import { config, onRequest, templateOf } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';

const MAKE_RENDITION = {
  Properties: { Description: 'Makes renditions when they are first asked for' },
};

const lambda = z.object({
  Timeout: z.int(),
  // Of what is known only while it deploys there are tokens.
  Environment: z.object({ Variables: z.record(z.string(), z.unknown().transform(String)) }),
});

const policy = z.object({
  Statement: z.array(z.object({ Action: z.unknown(), Resource: z.unknown() })),
});

const functionIn = (template: Template) =>
  lambda.parse(propertiesOf(template, 'AWS::Lambda::Function', MAKE_RENDITION)[0]);

const withProfile = (avatar: object) => ({
  ...config,
  profiles: { avatar: { ...config.profiles.avatar, ...avatar } },
});

describe('making on request', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf({ config: onRequest, concurrency: { account: 1_000, making: 50 } });
  });

  it('gives its function exactly these actions', () => {
    expect(actionsBelow(template, 'ThumbingMaking')).toEqual(
      withOwn({
        'make-rendition': [
          'dynamodb:GetItem',
          'dynamodb:UpdateItem',
          // Of originals, renditions and copies.
          's3:GetObject',
          's3:GetObject',
          's3:GetObject',
          's3:ListBucket',
          's3:ListBucket',
          // Of renditions and copies, and of no original.
          's3:DeleteObject',
          's3:DeleteObject',
          's3:PutObject',
          's3:PutObject',
          's3:PutObjectTagging',
          'secretsmanager:GetSecretValue',
        ],
      }),
    );
  });

  it('deletes and writes nothing among originals', () => {
    const [own] = propertiesOf(template, 'AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: Match.stringLikeRegexp('Making') }] },
    });
    const { Statement: statements } = policy.parse(own?.['PolicyDocument']);
    const onOriginals = statements
      .filter(({ Resource }) => JSON.stringify(Resource).includes('Originals'))
      .map(({ Action }) => Action);
    expect(onOriginals).toEqual(['s3:GetObject', 's3:ListBucket']);
  });

  it('has a URL that needs signatures of AWS, and streams', () => {
    expect(propertiesOf(template, 'AWS::Lambda::Url')).toMatchObject([
      { AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' },
    ]);
  });

  it('has time for a copy and a rendition, and the concurrency that is reserved', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      ...MAKE_RENDITION.Properties,
      Timeout: 40,
      ReservedConcurrentExecutions: 50,
    });
  });

  it('generates the key of signed addresses, and has it in no template', () => {
    expect(propertiesOf(template, 'AWS::SecretsManager::Secret')).toContainEqual(
      expect.objectContaining({
        GenerateSecretString: {
          SecretStringTemplate: '{"id":"1"}',
          GenerateStringKey: 'secret',
          PasswordLength: 43,
          ExcludePunctuation: true,
        },
      }),
    );
    const { ADDRESS_KEYS_ARN } = makeRenditionEnvironment.fromEnv(
      functionIn(template).Environment.Variables,
    );
    expect(ADDRESS_KEYS_ARN).not.toBe('');
  });

  it('is watched as every function is', () => {
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
    expect(alarms.map(({ AlarmDescription }) => AlarmDescription)).toEqual(
      expect.arrayContaining([
        'MakeRendition keeps failing; see its log',
        'MakeRendition is throttled; raise the concurrency limit of the account',
        'MakeRendition takes 90 % of its time-out; see its log',
        'MakeRendition takes 90 % of its memory; lower limits.maxPixels',
      ]),
    );
  });
});

it.each([
  ['a variant', { variants: { huge: { on: 'request' } } }],
  ['widths', { onDemand: { widths: [64] } }],
])('needs no key of addresses for %s', (_, avatar) => {
  const template = templateOf({ config: withProfile(avatar) });
  expect(functionIn(template).Environment.Variables['ADDRESS_KEYS_ARN']).toBe('');
  expect(actionsBelow(template, 'ThumbingMaking')['make-rendition']).not.toContain(
    'secretsmanager:GetSecretValue',
  );
});

it('is not there where everything is made at upload', () => {
  const template = templateOf();
  expect(propertiesOf(template, 'AWS::Lambda::Function', MAKE_RENDITION)).toEqual([]);
  template.resourceCountIs('AWS::Lambda::Url', 0);
});

it('fails the synthesis where CloudFront would not wait for so long', () => {
  const build = () => templateOf({ config: { ...onRequest, delivery: { timeout: '30 seconds' } } });
  expect(build).toThrow(
    '✖ delivery.timeout is 30 seconds: CloudFront waits for 1 minute, in which a copy and a rendition are made; write 20 seconds or less',
  );
});
