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

it('raises an alarm for whatever a person should look at', () => {
  const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
  expect(alarms.map(({ AlarmDescription }) => AlarmDescription)).toEqual(
    expect.arrayContaining([
      'Api fails: its log has the cause',
      'ProcessImage fails again and again: its log has the cause',
      'Webhook hooks.example.com.images fails again and again: its log has the cause',
      'ProcessImage is throttled: the account needs more concurrency',
      'Inbox has messages that wait for too long',
      'DeadLetters has messages that wait for too long',
      'Webhook hooks.example.com.images has messages that were given up: mend, then redrive',
      'Images could not be processed, and were given up',
      'Api answers 5xx',
    ]),
  );
});

it('tells the topic that it was given, and takes silence for no trouble', () => {
  template.allResourcesProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alarms') }],
    TreatMissingData: 'notBreaching',
  });
});

it('shows it all on one page', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});
