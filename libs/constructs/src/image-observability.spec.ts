import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ImagePipeline } from './image-pipeline.ts';
import { code, config, stackIn } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

let template: Template;
beforeAll(() => {
  const stack = stackIn();
  const alarms = new Topic(stack, 'Alarms');
  new ImagePipeline(stack, 'Thumbing', { config, code, alarms });
  template = Template.fromStack(stack);
});

it('raises an alarm for everything that a person should look at', () => {
  const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
  expect(alarms.map(({ AlarmDescription }) => AlarmDescription)).toEqual(
    expect.arrayContaining([
      'Api fails; see its log',
      'ProcessImage keeps failing; see its log',
      'Webhook hooks.example.com.images keeps failing; see its log',
      'ProcessImage is throttled; raise the concurrency limit of the account',
      'Inbox has messages older than 45 minutes',
      'DeadLetters has messages older than 45 minutes',
      'Webhook hooks.example.com.images has dead letters; fix the receiver, then redrive',
      'Images failed after all retries; see the log of process-image',
      'Api responds with 5xx; see its log',
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

it('has one dashboard', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});
