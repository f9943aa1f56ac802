import { Stack, Stage } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { ImagePipeline } from '../image-pipeline.ts';
import { code, config, newApp, templateOf } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';

it('reads the metrics that the functions record by the names that they record', () => {
  const template = templateOf();
  const [{ DashboardBody } = {}] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  // A quotation mark is escaped as a part of the body, and that again as a part of the template.
  const body = JSON.stringify(DashboardBody).replaceAll('\\\\\\"', '"');
  for (const series of [
    '{"Thumbing",profile,end} MetricName=',
    '{"Thumbing",step} MetricName=',
    '{"Thumbing",status,code} MetricName=',
  ]) {
    expect(body).toContain(series);
  }
  const ends = propertiesOf(template, 'AWS::CloudWatch::Alarm').map((alarm) =>
    JSON.stringify(alarm),
  );
  const ofEnd = (end: string) =>
    `"Dimensions":[{"Name":"end","Value":"${end}"},{"Name":"profile","Value":"avatar"}],"MetricName":"images"`;
  for (const end of ['ready', 'rejected']) {
    expect(ends.filter((alarm) => alarm.includes(ofEnd(end)))).toHaveLength(1);
  }
});

it('keeps the metrics of each stage of an app apart', () => {
  const stack = new Stack(new Stage(newApp(), 'Prod'), 'Pictures');
  new ImagePipeline(stack, 'Thumbing', { config, code });
  const template = Template.fromStack(stack);
  const names = (type: string) =>
    JSON.stringify(propertiesOf(template, type)).match(/Thumbing(\/\w+)?(?=\\*")/g);
  for (const type of [
    'AWS::Lambda::Function',
    'AWS::Logs::MetricFilter',
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
  ]) {
    expect(new Set(names(type))).toEqual(new Set(['Thumbing/Prod']));
  }
});
