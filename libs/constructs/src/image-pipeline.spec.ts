import { Match, Template } from 'aws-cdk-lib/assertions';
import { ImagePipeline } from './image-pipeline.ts';
import { actionsByFunction } from './testing/iam.ts';
import { code, config, stackIn, templateOf } from './testing/pipeline.ts';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

/** What Lambda's pollers need of a queue. */
const CONSUMING = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const LOGGING = ['logs:CreateLogStream', 'logs:PutLogEvents'];
// X-Ray has no resources to name.
const TRACING = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];

it('lets each function do what is listed, and nothing else', () => {
  const expected = {
    'Makes the renditions of an original': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:DeleteObject',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:ListBucket',
      's3:PutObject',
      'sns:Publish',
      ...CONSUMING,
    ],
    'Marks an image as failed, and announces it': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:DeleteObject',
      's3:DeleteObject',
      's3:ListBucket',
      'sns:Publish',
      ...CONSUMING,
    ],
    'Sends events to a webhook, signed': ['secretsmanager:GetSecretValue', ...CONSUMING],
    'Answers the API': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      's3:DeleteObject',
      's3:DeleteObject',
      's3:ListBucket',
      's3:PutObject',
      'sns:Publish',
      'sqs:SendMessage',
    ],
    'Checks tokens': [],
  };
  expect(actionsByFunction(templateOf({ authorizer: 'lambda' }))).toEqual(
    Object.fromEntries(
      Object.entries(expected).map(([description, actions]) => [
        description,
        [...actions, ...LOGGING, ...TRACING].sort(),
      ]),
    ),
  );
});

it('lets originals be read and renditions be written below the prefixes of the profiles only', () => {
  const below = (bucket: string) =>
    ['avatar', 'banner'].map((profile) => ({
      'Fn::Join': [
        '',
        [{ 'Fn::GetAtt': [Match.stringLikeRegexp(bucket), 'Arn'] }, `/${profile}/*`],
      ],
    }));
  for (const [Action, bucket] of [
    ['s3:GetObject', 'Originals'],
    ['s3:PutObject', 'Renditions'],
    ['s3:PutObject', 'Originals'],
  ] as const) {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([{ Action, Effect: 'Allow', Resource: below(bucket) }]),
      },
    });
  }
});

it('runs no helper functions, and uses no managed policies', () => {
  template.resourceCountIs('AWS::Lambda::Function', 4);
  template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
});

it('keeps every log for a month', () => {
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  template.resourceCountIs('AWS::Logs::LogGroup', 5);
});

it('gives nothing a name of its own, so that an account has room for several', () => {
  const names = Object.entries({
    'AWS::S3::Bucket': 'BucketName',
    'AWS::DynamoDB::Table': 'TableName',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::SNS::Topic': 'TopicName',
    'AWS::Lambda::Function': 'FunctionName',
    'AWS::Logs::LogGroup': 'LogGroupName',
    'AWS::SecretsManager::Secret': 'Name',
  });
  for (const [type, name] of names) {
    template.allResourcesProperties(type, { [name]: Match.absent() });
  }
});

it('keeps pictures and what is known of them when the stack goes', () => {
  for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table']) {
    template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

/** Renaming one of these replaces it, with all that is in it. */
it('calls what holds data as it always has', () => {
  const kept = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SNS::Topic'];
  expect(kept.flatMap((type) => Object.keys(template.findResources(type)))).toEqual([
    'ThumbingStorageOriginals52086729',
    'ThumbingStorageRenditions1C82ECBF',
    'ThumbingRecordsTable930D2971',
    'ThumbingStorageDeadLetters0BE44DF7',
    'ThumbingStorageInbox36442492',
    'ThumbingWebhookhooksexamplecomimagesDeadLettersF310AB32',
    'ThumbingWebhookhooksexamplecomimagesQueue3B46E535',
    'ThumbingProcessingEvents4122518A',
  ]);
});

it('refuses a wrong configuration, with the field and the remedy', () => {
  const build = () =>
    new ImagePipeline(stackIn(), 'Thumbing', {
      code,
      config: {
        ...config,
        origins: ['https://app.example.com/'],
        webhooks: [{ url: 'http://hooks.example.com' }],
      },
    });
  expect(build).toThrow(
    [
      "✖ origins[0] is 'https://app.example.com/': write an origin such as 'https://app.example.com': scheme " +
        'and host in lowercase, no path, no trailing slash',
      "✖ webhooks[0].url is 'http://hooks.example.com': write an https:// URL without credentials (http:// is for localhost only)",
    ].join('\n'),
  );
});

describe('without webhooks and without an issuer', () => {
  it('sends nothing, and issues tokens of its own', () => {
    const stack = stackIn();
    const { profiles } = config;
    const pipeline = new ImagePipeline(stack, 'Thumbing', { code, config: { profiles } });
    expect(pipeline.webhooks).toEqual([]);
    const own = Template.fromStack(stack);
    own.resourceCountIs('AWS::SecretsManager::Secret', 0);
    own.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    own.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: [{ Ref: Match.stringLikeRegexp('Client') }] },
    });
  });
});
