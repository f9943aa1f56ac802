import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ImageLifecycle } from './image-lifecycle.ts';
import { actionsBelow, withOwn } from './testing/iam.ts';
import { code, stackIn, templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

describe('the lifecycle', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf();
  });

  it('gives its functions exactly these actions', () => {
    expect(actionsBelow(template, 'ThumbingLifecycle')).toEqual(
      withOwn({
        outbox: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams on *',
          'sqs:SendMessage',
          'sqs:SendMessage',
        ],
        'expire-grants': [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          's3:ListBucket',
          'sqs:SendMessage',
        ],
        reconcile: [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Scan',
          's3:ListBucket',
          's3:ListBucket',
          'sqs:SendMessage',
        ],
        'failed-images': [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          's3:ListBucket',
          'sqs:SendMessage',
        ],
      }),
    );
  });

  it('follows the changes of the table that call for work, and no others', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
    const [mapping] = propertiesOf(template, 'AWS::Lambda::EventSourceMapping', {
      Properties: { StartingPosition: 'TRIM_HORIZON' },
    });
    expect(mapping).toMatchObject({
      EventSourceArn: {
        'Fn::GetAtt': [expect.stringContaining('RecordsTable') as unknown, 'StreamArn'],
      },
      FilterCriteria: {
        Filters: [{ deletedAt: { S: [{ exists: true }] } }, { status: { S: ['expired'] } }].map(
          (NewImage) => ({
            Pattern: JSON.stringify({ eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage } }),
          }),
        ),
      },
    });
  });

  it('retries a change that fails for an hour, alone, and then sets it aside', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1_000,
      MaximumRecordAgeInSeconds: 3_600,
      DestinationConfig: {
        OnFailure: {
          Destination: {
            'Fn::GetAtt': [Match.stringLikeRegexp('LifecycleDeadLetters'), 'Arn'],
          },
        },
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'Outbox has dead letters; fix the cause, then redrive or send again',
    });
  });
});

it('expires unused grants every hour, and keeps their records for a day and as long as messages', () => {
  const template = templateOf();
  const expireGrants = { 'Fn::GetAtt': [Match.stringLikeRegexp('LifecycleExpireGrants'), 'Arn'] };
  template.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(1 hour)',
    Targets: [Match.objectLike({ Arn: expireGrants })],
  });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: expireGrants,
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('LifecycleHourly'), 'Arn'] },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ FORGET_AFTER: String(15 * 86_400) }) },
  });
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    GlobalSecondaryIndexes: Match.arrayWith([
      {
        IndexName: 'pendingByExpiry',
        KeySchema: [
          { AttributeName: 'status', KeyType: 'HASH' },
          { AttributeName: 'expiresAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]),
  });
});

it('looks every hour if there is anything left to reconcile, for 15 minutes at most', () => {
  const template = templateOf();
  const reconcile = { 'Fn::GetAtt': [Match.stringLikeRegexp('LifecycleReconcile'), 'Arn'] };
  template.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(1 hour)',
    Targets: [Match.objectLike({ Arn: reconcile })],
  });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    FunctionName: reconcile,
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('LifecycleReconciliation'), 'Arn'] },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: Match.stringLikeRegexp('^Compares records'),
    Timeout: 900,
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: 'Reconciliation found what it cannot repair; see its report in the log',
    MetricName: 'unrepaired_findings',
    Dimensions: Match.absent(),
    Period: 86_400,
  });
});

it('refuses a table without a stream', () => {
  const stack = stackIn();
  const records = new Table(stack, 'Own', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
  });
  const inbox = new Queue(stack, 'Inbox');
  const [originals, renditions] = [new Bucket(stack, 'Originals'), new Bucket(stack, 'Renditions')];
  const files = { originals, renditions, assetsUrl: 'https://images.example.com' };
  const props = { code, records, inbox, ...files, retention: { unfinished: 86_400 } };
  expect(() => new ImageLifecycle(stack, 'Lifecycle', props)).toThrow(
    'Pictures/Own has no stream: create it with `stream: StreamViewType.NEW_IMAGE`',
  );
});
