import { Match, Template } from 'aws-cdk-lib/assertions';
import { DESCRIPTIONS } from '@thumbing/lambda-handlers/bundles';
import { ImagePipeline } from './image-pipeline.ts';
import { code, config, stackIn, templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

it('has no helper functions and no managed policies', () => {
  const functions = propertiesOf(template, 'AWS::Lambda::Function');
  const descriptions = functions.map(({ Description }) => Description);
  expect(Object.values(DESCRIPTIONS)).toEqual(expect.arrayContaining(descriptions));
  template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
});

it('keeps every log for a month', () => {
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  // One for each function, and that of the API's requests.
  const functions = propertiesOf(template, 'AWS::Lambda::Function');
  template.resourceCountIs('AWS::Logs::LogGroup', functions.length + 1);
});

it('has no physical names, so that one account has room for several pipelines', () => {
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

it('retains images and records when the stack is deleted', () => {
  for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table']) {
    template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

it('protects the table from deletion, unless it is told not to', () => {
  const protectedTable = { DeletionProtectionEnabled: true };
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    ...protectedTable,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  const disposable = templateOf({ protectData: false });
  disposable.resourcePropertiesCountIs('AWS::DynamoDB::Table', protectedTable, 0);
  disposable.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    { VersioningConfiguration: Match.anyValue() },
    0,
  );
});

/** A changed logical id replaces the resource, and loses its contents. */
it('keeps the logical ids of resources that hold data', () => {
  const kept = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SNS::Topic'];
  expect(kept.flatMap((type) => Object.keys(template.findResources(type)))).toEqual([
    'ThumbingStorageOriginals52086729',
    'ThumbingStorageRenditions1C82ECBF',
    'ThumbingRecordsTable930D2971',
    'ThumbingStorageDeadLetters0BE44DF7',
    'ThumbingStorageInbox36442492',
    'ThumbingStorageArrivalDeadLetters6CF66F35',
    'ThumbingStorageArrivalQueue8FA8E852',
    'ThumbingLifecycleDeadLettersA9E81261',
    'ThumbingWebhookhooksexamplecomimagesDeadLettersF310AB32',
    'ThumbingWebhookhooksexamplecomimagesQueue3B46E535',
    'ThumbingProcessingEvents4122518A',
  ]);
});

it('rejects an invalid configuration, with the field and the remedy', () => {
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
  it('has no webhook resources, and a user pool as the issuer', () => {
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
