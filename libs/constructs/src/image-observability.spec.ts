import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ImagePipeline } from './image-pipeline.ts';
import * as z from 'zod';
import { code, config, stackIn, templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

let template: Template;
beforeAll(() => {
  const stack = stackIn();
  const alarms = { topic: new Topic(stack, 'Alarms') };
  new ImagePipeline(stack, 'Thumbing', { config, code, alarms, monthlyBudget: 50 });
  template = Template.fromStack(stack);
});

it('raises an alarm for everything that a person should look at', () => {
  const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
  expect(alarms.map(({ AlarmDescription }) => AlarmDescription)).toEqual(
    expect.arrayContaining([
      'Api fails; see its log',
      'ProcessImage keeps failing; see its log',
      'ForwardOriginals keeps failing; see its log',
      'Arrivals has messages older than 45 minutes',
      'Arrivals has dead letters; fix the cause, then redrive or send again',
      'Webhook hooks.example.com.images keeps failing; see its log',
      'ProcessImage is throttled; raise the concurrency limit of the account',
      'Inbox has messages older than 45 minutes',
      'DeadLetters has messages older than 45 minutes',
      'Webhook hooks.example.com.images has dead letters; fix the cause, then redrive or send again',
      'Images failed after all retries; see the log of process-image',
      'Api responds with 5xx; see its log',
      'Webhook hooks.example.com.images loses dead letters soon; redrive or send them again within a day',
      'Account uses 80 % of its concurrency; request an increase in Service Quotas',
      'Records are throttled by DynamoDB; requests are retried, see the metrics of the table',
      'Events did not reach a queue of a webhook; they are among its dead letters',
      'Uploads to banner are rejected, 50 % or more in an hour; see the error codes of its images',
      'ProcessImage takes 90 % of its time-out; see its log',
      'Api takes 90 % of its time-out; see its log',
      'ProcessImage takes 90 % of its memory; lower limits.maxPixels',
    ]),
  );
});

it('raises an alarm when a function fails, and one when it is throttled, for each of them', () => {
  const functions = propertiesOf(template, 'AWS::Lambda::Function').length;
  for (const metric of ['Errors', 'Throttles']) {
    template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { MetricName: metric }, functions);
  }
});

it('sends alarms to the given topic, and counts missing data as healthy', () => {
  template.allResourcesProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alarms') }],
    TreatMissingData: 'notBreaching',
  });
});

it('compares durations and memory with the limits of the function', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: 'ProcessImage takes 90 % of its time-out; see its log',
    MetricName: 'Duration',
    Statistic: 'Maximum',
    Threshold: 162_000,
  });
  const [{ MetricTransformations } = {}] = propertiesOf(template, 'AWS::Logs::MetricFilter');
  expect(MetricTransformations).toMatchObject([
    { MetricNamespace: 'Thumbing', MetricValue: '$.record.metrics.maxMemoryUsedMB' },
  ]);
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '{ $.type = "platform.report" }',
    LogGroupName: { Ref: Match.stringLikeRegexp('ProcessImageLogs') },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: 'ProcessImage takes 90 % of its memory; lower limits.maxPixels',
    MetricName: Match.stringLikeRegexp('^memory\\.'),
    Threshold: 2_707.2,
  });
});

it('tells of dead letters three days after they were set aside: they may be deleted a day later', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: Match.stringLikeRegexp('loses dead letters soon'),
    MetricName: 'ApproximateAgeOfOldestMessage',
    Threshold: 3 * 86_400,
  });
});

it('asks CloudWatch for the limit of the account, and for the share of uploads that are rejected', () => {
  const expressions = propertiesOf(template, 'AWS::CloudWatch::Alarm').flatMap(({ Metrics }) =>
    z
      .array(z.object({ Expression: z.string().optional() }))
      .default([])
      .parse(Metrics)
      .flatMap(({ Expression }) => Expression ?? []),
  );
  expect(expressions).toEqual(
    expect.arrayContaining([
      '100 * claimed / SERVICE_QUOTA(running)',
      expect.stringContaining('100 * FILL(rejected, 0)'),
    ]),
  );
});

it('warns of the costs of the account through the same topic', () => {
  const topic = { SubscriptionType: 'SNS', Address: { Ref: Match.stringLikeRegexp('^Alarms') } };
  template.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 50, Unit: 'USD' },
    },
    NotificationsWithSubscribers: [
      {
        Notification: Match.objectLike({ NotificationType: 'ACTUAL', Threshold: 80 }),
        Subscribers: [topic],
      },
      {
        Notification: Match.objectLike({ NotificationType: 'FORECASTED', Threshold: 100 }),
        Subscribers: [topic],
      },
    ],
  });
});

describe('an email address for alarms', () => {
  it('gets a topic whose key CloudWatch and Budgets may use', () => {
    const own = templateOf({ alarms: { email: 'ops@example.com' } });
    own.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    for (const Service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
      const sameAccount = {
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        Principal: { Service },
      };
      own.hasResourceProperties('AWS::SNS::TopicPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([Match.objectLike({ Action: 'sns:Publish', ...sameAccount })]),
        },
      });
      own.hasResourceProperties('AWS::KMS::Key', {
        EnableKeyRotation: true,
        KeyPolicy: {
          Statement: Match.arrayWith([
            Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], ...sameAccount }),
          ]),
        },
      });
    }
  });
});

it('has one dashboard', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});
