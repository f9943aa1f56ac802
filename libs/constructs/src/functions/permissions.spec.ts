import { Match, type Template } from 'aws-cdk-lib/assertions';
import { actionsByFunction } from '../testing/iam.ts';
import { templateOf } from '../testing/pipeline.ts';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

/** The actions of Lambda's pollers on a queue. */
const CONSUMING = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const LOGGING = ['logs:CreateLogStream', 'logs:PutLogEvents'];
// X-Ray does not support resource-level permissions.
const TRACING = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];

it('gives each function exactly the listed actions', () => {
  const expected = {
    'Renders the variants of an original': [
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
    'Marks an image as failed and publishes the event': [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:DeleteObject',
      's3:DeleteObject',
      's3:ListBucket',
      'sns:Publish',
      ...CONSUMING,
    ],
    'Sends signed events to a webhook': ['secretsmanager:GetSecretValue', ...CONSUMING],
    'Serves the API': [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      's3:PutObject',
      'sqs:SendMessage',
    ],
    'Verifies tokens': [],
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

const below = (bucket: string) =>
  ['avatar', 'banner'].map((profile) => ({
    'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp(bucket), 'Arn'] }, `/${profile}/*`]],
  }));

it('lets the API create originals, and overwrite none', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Action: 's3:PutObject',
          Effect: 'Allow',
          Resource: below('Originals'),
          Condition: { Null: { 's3:if-none-match': 'false' } },
        },
      ]),
    },
  });
});

it('limits reading originals and writing renditions to the prefixes of the profiles', () => {
  for (const [Action, bucket] of [
    ['s3:GetObject', 'Originals'],
    ['s3:PutObject', 'Renditions'],
  ] as const) {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([{ Action, Effect: 'Allow', Resource: below(bucket) }]),
      },
    });
  }
});
