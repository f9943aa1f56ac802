import { Match, Template } from 'aws-cdk-lib/assertions';
import { Stage as CdkStage } from 'aws-cdk-lib/core';
import { defineConfig } from '@thumbing/config';
import { stages } from './stages.ts';
import { config, outdir, stacksOf, templateOf } from './testing/stacks.ts';
import { thumbing } from './thumbing.ts';

it('has four stacks per stage, with unique names', () => {
  const stacks = stacksOf(stages);
  const names = ['Storage', 'Processing', 'Api', 'Observability'];
  expect([...stacks.keys()]).toEqual(
    Object.keys(stages).flatMap((stage) => names.map((name) => `thumbing-${stage}/${name}`)),
  );
  expect(new Set([...stacks.values()].map(({ stackName }) => stackName)).size).toBe(stacks.size);
});

it('references only stacks that live at least as long', () => {
  const stacks = stacksOf({ test: { keepData: false } });
  const needs = Object.fromEntries(
    [...stacks.values()].map((stack) => {
      // The synthesis turns references between stacks into dependencies.
      CdkStage.of(stack)?.synth();
      return [stack.node.id, stack.dependencies.map(({ node }) => node.id).sort()];
    }),
  );
  expect(needs).toEqual({
    Storage: [],
    Processing: ['Storage'],
    Api: ['Storage'],
    Observability: ['Api', 'Processing', 'Storage'],
  });
});

it.each([
  [true, 'RetainExceptOnCreate'],
  [false, 'Delete'],
])('retains data on removal of the stack as `keepData` says: %s', (keepData, policy) => {
  const template = templateOf({ keepData }, 'Storage');
  for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool']) {
    template.allResources(type, { DeletionPolicy: policy });
  }
});

it('runs on the architecture of the stage', () => {
  const template = templateOf({ keepData: false, architecture: 'x64' }, 'Processing');
  template.allResourcesProperties('AWS::Lambda::Function', { Architectures: ['x86_64'] });
});

it('shifts traffic to new versions gradually in a stage with canaries', () => {
  const count = (canary: boolean, number: number) =>
    templateOf({ keepData: true, canary }, 'Processing').resourceCountIs(
      'AWS::CodeDeploy::DeploymentGroup',
      number,
    );
  // Webhooks have no canary.
  count(true, 2);
  count(false, 0);
});

it('has outputs for the resources that people use', () => {
  const outputs = (name: string) =>
    Object.keys(templateOf({ keepData: false }, name).findOutputs('*')).filter(
      (output) => !/^(?:Exports|Publish)Output/.test(output),
    );
  expect(outputs('Storage')).toEqual([
    'UserPoolId',
    'UserPoolClientId',
    'AssetsUrl',
    'OriginalsBucket',
    'RenditionsBucket',
    'Inbox',
    'DeadLetters',
  ]);
  expect(outputs('Processing')).toEqual(['EventsTopic', 'WebhookSecret0', 'WebhookDeadLetters0']);
  expect(outputs('Api')).toEqual(['Url', 'ApiId']);
});

it('emails alarms, and lets CloudWatch publish them', () => {
  const template = templateOf({ keepData: true, alarmsTo: 'ops@example.com' }, 'Observability');
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
        }),
      ]),
    },
  });
});

it('lets a webhook be removed that another stack references, and protects data', () => {
  const imports = (name: string) => JSON.stringify(templateOf({ keepData: true }, name).toJSON());
  expect(imports('Observability').match(/"OutputName":"[^"]*Webhook/g)).not.toBeNull();
  expect(imports('Observability')).not.toMatch(/"Fn::ImportValue":"[^"]*Webhook/);
  expect(imports('Api')).toMatch(/"Fn::ImportValue":"[^"]*RecordsTable/);
  expect(imports('Api')).not.toMatch(/"Fn::ImportValue":"[^"]*(?:Delivery|Identity)/);
});

it('has ASCII templates only', () => {
  for (const stack of stacksOf(stages).values()) {
    // eslint-disable-next-line no-control-regex -- CloudFormation replaces other characters by `?`.
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toMatch(/^[\x00-\x7f]*$/);
  }
});

it('violates no rule of AWS Solutions that is not suppressed', () => {
  expect(() => thumbing(stages, defineConfig(config), outdir).synth()).not.toThrow();
});
