import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Stage as CdkStage } from 'aws-cdk-lib/core';
import { defineConfig } from '@thumbing/config';
import type { Stage } from './stage.ts';
import { stages } from './stages.ts';
import { config, outdir, stackOf, stacksOf, templateOf } from './testing/stacks.ts';
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

it.each([
  [true, 1],
  [false, 0],
])('protects the table and removed originals as `keepData` says: %s', (keepData, number) => {
  const template = templateOf({ keepData }, 'Storage');
  const versions = { VersioningConfiguration: { Status: 'Enabled' } };
  template.resourcePropertiesCountIs('AWS::S3::Bucket', versions, number);
  const deletion = { DeletionProtectionEnabled: true };
  template.resourcePropertiesCountIs('AWS::DynamoDB::Table', deletion, number);
});

it('warns that reserved concurrency may exceed that of a new account', () => {
  const stage = { keepData: true, concurrency: { waits: 200 } };
  Annotations.fromStack(stackOf(stage, 'Api')).hasWarning(
    '*',
    Match.stringLikeRegexp('less than 300'),
  );
});

it('runs on the architecture of the stage', () => {
  const template = templateOf({ keepData: false, architecture: 'x64' }, 'Processing');
  template.allResourcesProperties('AWS::Lambda::Function', { Architectures: ['x86_64'] });
});

it('shifts traffic to new versions gradually in a stage with canaries', () => {
  const countsIn = (canary: boolean) => {
    const template = templateOf({ keepData: true, canary }, 'Processing');
    const count = (type: string) => Object.keys(template.findResources(type)).length;
    return {
      functions: count('AWS::Lambda::Function'),
      canaries: count('AWS::CodeDeploy::DeploymentGroup'),
    };
  };
  const { functions, canaries } = countsIn(true);
  // All but that of the webhook.
  expect(canaries).toBe(functions - 1);
  expect(canaries).toBeGreaterThanOrEqual(2);
  expect(countsIn(false)).toEqual({ functions, canaries: 0 });
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
    'ArrivalDeadLetters',
    'Inbox',
    'DeadLetters',
  ]);
  expect(outputs('Processing')).toEqual([
    'EventsTopic',
    'Reconcile',
    'FailedImages',
    'OutboxDeadLetters',
    'WebhookSecret0',
    'WebhookDeadLetters0',
  ]);
  expect(outputs('Api')).toEqual(['Url', 'ApiId']);
});

describe('renditions on request', () => {
  const { profiles } = config;
  const poster = {
    variants: { hero: { on: 'request' } },
    onDemand: { recipes: 'signed' },
  } as const;
  const onRequest = { ...config, profiles: { ...profiles, poster } };

  it('are made in the stack of the distribution, which asks for them', () => {
    const template = templateOf({ keepData: true, canary: true }, 'Storage', onRequest);
    template.hasResourceProperties('AWS::Lambda::Url', { Qualifier: 'live' });
    template.hasOutput('AddressKeys', {});
    const stack = stackOf({ keepData: true }, 'Observability', onRequest);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'MakeRendition keeps failing; see its log',
    });
  });

  it('violate no rule of AWS Solutions either', () => {
    const all = { test: { keepData: false } };
    expect(() => thumbing(all, defineConfig(onRequest), outdir).synth()).not.toThrow();
  });
});

describe('alarms', () => {
  const alarms = { email: 'ops@example.com' };
  const problemsOf = (stage: Stage) =>
    Annotations.fromStack(stackOf(stage, 'Observability')).findError('*', Match.anyValue());

  it('are required of a stage that keeps its data, with the line to write', () => {
    expect(problemsOf({ keepData: true }).map(({ entry }) => entry.data)).toEqual([
      "✖ alarms of the stage test reach nobody: write alarms: { email: 'ops@example.com' } or " +
        "alarms: { topic: 'arn:aws:sns:…' } in apps/infra/src/stages.ts",
    ]);
    expect(problemsOf({ keepData: true, alarms })).toEqual([]);
    expect(problemsOf({ keepData: false })).toEqual([]);
  });

  it('are emailed, or sent to a topic that exists', () => {
    templateOf({ keepData: true, alarms }, 'Observability').hasResourceProperties(
      'AWS::SNS::Subscription',
      { Protocol: 'email', Endpoint: 'ops@example.com' },
    );
    const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms';
    const template = templateOf({ keepData: true, alarms: { topic } }, 'Observability');
    template.resourceCountIs('AWS::SNS::Topic', 0);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [topic] });
  });

  it('are encrypted with the key of the stage, if it has one', () => {
    const stage = { keepData: true, alarms, customerManagedKey: true };
    templateOf(stage, 'Observability').hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::ImportValue': Match.stringLikeRegexp('StorageKey|Storage:.*Key') },
    });
    templateOf(stage, 'Storage').hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });

  describe('of CloudFront', () => {
    const errors = { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate' };
    const stage = (region?: string): Stage => ({
      keepData: true,
      alarms,
      ...(region !== undefined && { env: { region } }),
    });

    it('are in us-east-1, also for a stage in another region', () => {
      const stacks = stacksOf({ test: stage('eu-west-1') });
      const edge = stacks.get('thumbing-test/Edge');
      expect(edge?.region).toBe('us-east-1');
      templateOf(stage('eu-west-1'), 'Edge').hasResourceProperties('AWS::CloudWatch::Alarm', {
        ...errors,
        Dimensions: Match.arrayWith([
          {
            Name: 'DistributionId',
            Value: { 'Fn::GetStackOutput': Match.objectLike({ Region: 'eu-west-1' }) },
          },
        ]),
      });
    });

    it('are with the others if the stage is in us-east-1', () => {
      expect(stacksOf({ test: stage('us-east-1') }).has('thumbing-test/Edge')).toBe(false);
      templateOf(stage('us-east-1'), 'Observability').hasResourceProperties(
        'AWS::CloudWatch::Alarm',
        errors,
      );
    });

    it('are missing if the region is known at deployment only', () => {
      expect(stacksOf({ test: stage() }).has('thumbing-test/Edge')).toBe(false);
      const template = templateOf(stage(), 'Observability');
      template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', errors, 0);
    });
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
