import { templateOf } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';

it('reads the metrics that the functions record by the names that they record', () => {
  const template = templateOf();
  const [{ DashboardBody } = {}] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(DashboardBody);
  for (const series of [
    '{Thumbing,profile,end} MetricName=',
    '{Thumbing,step} MetricName=',
    '{Thumbing,status,code} MetricName=',
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
