import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Stack, Stage as CdkStage } from 'aws-cdk-lib/core';
import { builtinProfiles, defineConfig, type ConfigInput } from '@thumbing/config';
import { checkReachable } from './check-reachable.ts';
import { stages } from './stages.ts';
import type { Stage } from './stage.ts';
import { thumbing } from './thumbing.ts';

const config: ConfigInput = {
  profiles: builtinProfiles,
  origins: ['https://app.example.com'],
  webhooks: [{ url: 'https://hooks.example.com/images' }],
};

let outdir: string;
beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'thumbing-infra-'));
});
afterAll(() => rm(outdir, { recursive: true }));

const stacksOf = (all: Readonly<Record<string, Stage>>, given = config): Map<string, Stack> => {
  const app = thumbing(all, defineConfig(given), outdir);
  const found = app.node.findAll().filter((node) => Stack.isStack(node));
  return new Map(found.map((stack) => [stack.node.path, stack]));
};

const stackOf = (stage: Stage, name: string, given = config): Stack => {
  const stack = stacksOf({ test: stage }, given).get(`thumbing-test/${name}`);
  if (!stack) throw new Error(`there is no stack ${name}`);
  return stack;
};

const templateOf = (stage: Stage, name: string, given = config): Template =>
  Template.fromStack(stackOf(stage, name, given));

it('has a stack for each lifetime in every stage, and no two of the same name', () => {
  const stacks = stacksOf(stages);
  const names = ['Storage', 'Processing', 'Api', 'Observability'];
  expect([...stacks.keys()]).toEqual(
    Object.keys(stages).flatMap((stage) => names.map((name) => `thumbing-${stage}/${name}`)),
  );
  expect(new Set([...stacks.values()].map(({ stackName }) => stackName)).size).toBe(stacks.size);
});

it('lets what lives longer know nothing of what lives shorter', () => {
  const stacks = stacksOf({ test: { keepData: false } });
  const needs = Object.fromEntries(
    [...stacks.values()].map((stack) => {
      // References between stacks become dependencies with the synthesis.
      CdkStage.of(stack)?.synth();
      return [stack.node.id, stack.dependencies.map(({ node }) => node.id).sort()];
    }),
  );
  expect(needs).toEqual({
    Storage: [],
    Processing: ['Storage'],
    Api: ['Processing', 'Storage'],
    Observability: ['Api', 'Processing', 'Storage'],
  });
});

it.each([
  [true, 'RetainExceptOnCreate'],
  [false, 'Delete'],
])('keeps data when its stack is removed, or not, as the stage says: %s', (keepData, policy) => {
  const template = templateOf({ keepData }, 'Storage');
  for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool']) {
    template.allResources(type, { DeletionPolicy: policy });
  }
});

it('runs on the machine that the stage says', () => {
  const template = templateOf({ keepData: false, architecture: 'x64' }, 'Processing');
  template.allResourcesProperties('AWS::Lambda::Function', { Architectures: ['x86_64'] });
});

it('moves traffic to new versions bit by bit where the stage wants it', () => {
  const count = (canary: boolean, number: number) =>
    templateOf({ keepData: true, canary }, 'Processing').resourceCountIs(
      'AWS::CodeDeploy::DeploymentGroup',
      number,
    );
  // A webhook has none.
  count(true, 2);
  count(false, 0);
});

it('says where things are', () => {
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

it('mails alarms to whoever is to be told, and lets CloudWatch do so', () => {
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

describe('a domain of its own', () => {
  const stage = (region: string): Stage => ({
    keepData: true,
    domain: {
      name: 'images.example.com',
      certificateArn: `arn:aws:acm:${region}:123456789012:certificate/1`,
    },
  });

  it('is what pictures are found under', () => {
    const template = templateOf(stage('us-east-1'), 'Storage');
    template.hasOutput('AssetsUrl', { Value: 'https://images.example.com' });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['images.example.com'] },
    });
  });

  it.each([
    ['eu-west-1', 'domain.certificate is from eu-west-1'],
    ['', 'domain.certificate is from a region that is not known'],
  ])('stops the synthesis when its certificate is from %j', (region, said) => {
    expect(() => stacksOf({ test: stage(region) })).toThrow(said);
  });
});

it('stops the synthesis at a wrong configuration of a stage, with the field and the remedy', () => {
  const wrong: Stage = {
    keepData: false,
    config: {
      origins: ['https://app.example.com/shop'],
      webhooks: [{ url: 'http://hooks.example.com' }],
    },
  };
  expect(() => stacksOf({ test: wrong })).toThrow(
    /✖ origins\[0\] is 'https:\/\/app.example.com\/shop': write an origin such as[^]*✖ webhooks\[0\]\.url is 'http:\/\/hooks.example.com': write an https/,
  );
});

it.each([
  ['webhooks[0].url', { webhooks: [{ url: 'http://localhost:3000/hook' }] }],
  ['auth.issuer', { auth: { issuer: 'http://127.0.0.1:8080', audience: ['web'] } }],
])('refuses %s where AWS cannot reach it', (field, more) => {
  expect(() => checkReachable(defineConfig({ ...config, ...more }))).toThrow(
    `✖ ${field} is 'http://`,
  );
});

it('lets a webhook go that another stack looks at, and keeps what is not to be lost', () => {
  const imports = (name: string) => JSON.stringify(templateOf({ keepData: true }, name).toJSON());
  expect(imports('Observability').match(/"OutputName":"[^"]*Webhook/g)).not.toBeNull();
  expect(imports('Observability')).not.toMatch(/"Fn::ImportValue":"[^"]*Webhook/);
  expect(imports('Api')).toMatch(/"Fn::ImportValue":"[^"]*RecordsTable/);
  expect(imports('Api')).not.toMatch(/"Fn::ImportValue":"[^"]*(?:Delivery|Identity)/);
});

it('is written in what a template gives back as it was', () => {
  for (const stack of stacksOf(stages).values()) {
    // eslint-disable-next-line no-control-regex -- CloudFormation knows these characters, and makes `?` of others.
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toMatch(/^[\x00-\x7f]*$/);
  }
});

it('breaks none of the rules of AWS Solutions but those that are acknowledged', () => {
  expect(() => thumbing(stages, defineConfig(config), outdir).synth()).not.toThrow();
});
