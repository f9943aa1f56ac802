import { Match, type Template } from 'aws-cdk-lib/assertions';
import { actionsBelow, CONSUMING, withOwn } from './testing/iam.ts';
import { templateOf } from './testing/pipeline.ts';

describe('the processing', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf({ maxConcurrency: 7 });
  });

  it('gives its functions exactly these actions', () => {
    expect(actionsBelow(template, 'ThumbingProcessing')).toEqual(
      withOwn({
        'forward-originals': ['dynamodb:GetItem', 'sqs:SendMessage', ...CONSUMING],
        'process-image': [
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
        'dead-letter': [
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          's3:DeleteObject',
          's3:DeleteObject',
          's3:ListBucket',
          'sns:Publish',
          ...CONSUMING,
        ],
      }),
    );
  });

  it('runs on the Node and the machine that the bundles are made for', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('keeps memory from growing from one image to the next', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 3_008,
      Timeout: 180,
      Environment: {
        Variables: Match.objectLike({
          MALLOC_ARENA_MAX: '2',
          NODE_OPTIONS: '--max-semi-space-size=4',
        }),
      },
    });
  });

  it('takes one original at a time, at most so many at once, and says which message has failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 7 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('forwards arrivals in batches, few at once, and says which message has failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ArrivalQueue'), 'Arn'] },
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 5 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('announces by TLS only', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });
});
