import { Match, type Template } from 'aws-cdk-lib/assertions';
import { actionsBelow, CONSUMING, withOwn } from './testing/iam.ts';
import { config, templateOf } from './testing/pipeline.ts';

describe('a webhook', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf();
  });

  it('gives its function exactly these actions', () => {
    expect(actionsBelow(template, 'ThumbingWebhook')).toEqual(
      withOwn({ webhook: ['secretsmanager:GetSecretValue', ...CONSUMING] }),
    );
  });

  it('is handed the event as it was published, whatever it is', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: true,
      FilterPolicy: Match.absent(),
    });
  });

  it('keeps events that SNS cannot deliver to its queue, as dead letters', () => {
    const deadLetters = { 'Fn::GetAtt': [Match.stringLikeRegexp('Webhook.*DeadLetters'), 'Arn'] };
    template.hasResourceProperties('AWS::SNS::Subscription', {
      RedrivePolicy: { deadLetterTargetArn: deadLetters },
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: Match.stringLikeRegexp('Webhook.*DeadLetters') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Resource: deadLetters,
            Condition: {
              ArnEquals: { 'aws:SourceArn': { Ref: Match.stringLikeRegexp('Events') } },
            },
          }),
        ]),
      },
    });
  });

  it('keeps the logical id of its subscription: a replacement would lose events', () => {
    expect(Object.keys(template.findResources('AWS::SNS::Subscription'))).toEqual([
      'ThumbingWebhookhooksexamplecomimagesQueuePicturesThumbingProcessingEvents389327BBC7ECCE5C',
    ]);
  });

  it('is tried as often as its retries say, and then what it never took is kept for two weeks', () => {
    // Of arrivals, the inbox and the webhook, and dead letters of these and the outbox.
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      RedrivePolicy: {
        maxReceiveCount: 8,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] },
      },
    });
    template.resourcePropertiesCountIs('AWS::SQS::Queue', { MessageRetentionPeriod: 864_000 }, 3);
    template.resourcePropertiesCountIs('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }, 4);
  });

  it('has a signing secret made where nobody sees it: not in the template, not in an environment', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 32, ExcludeCharacters: Match.anyValue() },
      SecretString: Match.absent(),
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Sends signed events to a webhook',
      Environment: {
        Variables: {
          WEBHOOK_URL: 'https://hooks.example.com/images',
          WEBHOOK_SECRET_ARN: { Ref: Match.stringLikeRegexp('Secret') },
          QUEUE_URL: { Ref: Match.stringLikeRegexp('Queue') },
        },
      },
    });
  });
});

const idsOf = (template: Template): string[] =>
  Object.keys(template.findResources('AWS::SecretsManager::Secret')).sort();

it('is called by its URL: the others may come, go, and change places', () => {
  const [one, two] = [
    { url: 'https://hooks.example.com/one' },
    { url: 'https://hooks.example.com/two' },
  ];
  const both = idsOf(templateOf({ config: { ...config, webhooks: [one, two] } }));
  expect(both).toHaveLength(2);
  expect(idsOf(templateOf({ config: { ...config, webhooks: [two, one] } }))).toEqual(both);
  expect(both).toEqual(
    expect.arrayContaining(idsOf(templateOf({ config: { ...config, webhooks: [two] } }))),
  );
});

it('is sent the events that it wants, and no other', () => {
  const [url, events] = [
    'https://hooks.example.com/failed',
    ['thumbing.image.failed', 'thumbing.image.rejected'] as const,
  ];
  const template = templateOf({ config: { ...config, webhooks: [{ url, events: [...events] }] } });
  template.hasResourceProperties('AWS::SNS::Subscription', { FilterPolicy: { type: events } });
});
