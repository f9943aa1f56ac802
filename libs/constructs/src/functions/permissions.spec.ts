import { Match, type Template } from 'aws-cdk-lib/assertions';
import { onRequest, templateOf } from '../testing/pipeline.ts';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

/** Constructs with functions, by the start of their logical ids: the spec of each lists the actions of its functions. */
const LISTED = [
  'ThumbingApi',
  'ThumbingLifecycle',
  'ThumbingMaking',
  'ThumbingProcessing',
  'ThumbingWebhook',
];

it('gives no function actions that no spec lists', () => {
  const functions = templateOf({ authorizer: 'lambda', config: onRequest }).findResources(
    'AWS::Lambda::Function',
  );
  const unlisted = Object.keys(functions).filter((id) => !LISTED.some((one) => id.startsWith(one)));
  expect(unlisted).toEqual([]);
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
