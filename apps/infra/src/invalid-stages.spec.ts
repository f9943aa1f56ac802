import { defineConfig } from '@thumbing/config';
import { checkLocalhost } from './check-localhost.ts';
import { configOf } from './config-of.ts';
import type { Stage } from './stage.ts';
import { config, stacksOf, templateOf } from './testing/stacks.ts';

describe('a custom domain', () => {
  const stage = (region: string): Stage => ({
    keepData: true,
    domain: {
      name: 'images.example.com',
      certificateArn: `arn:aws:acm:${region}:123456789012:certificate/1`,
    },
  });

  it('is the host of image URLs', () => {
    const template = templateOf(stage('us-east-1'), 'Storage');
    template.hasOutput('AssetsUrl', { Value: 'https://images.example.com' });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['images.example.com'] },
    });
  });

  it.each([
    ['eu-west-1', 'domain.certificate is from eu-west-1'],
    ['', 'domain.certificate is from an unknown region'],
  ])('fails the synthesis for a certificate from %j', (region, said) => {
    expect(() => stacksOf({ test: stage(region) })).toThrow(said);
  });
});

it('fails the synthesis for an invalid configuration of a stage, with the field and the remedy', () => {
  const wrong: Stage = {
    keepData: false,
    config: {
      origins: ['https://app.example.com/shop'],
      webhooks: [{ url: 'http://hooks.example.com' }],
    },
  };
  expect(() => stacksOf({ test: wrong })).toThrow(
    /✖ origins\[0\] is 'https:\/\/app.example.com\/…': write an origin such as[^]*✖ webhooks\[0\]\.url is 'http:\/\/hooks.example.com': write an https/,
  );
});

describe('a URL on localhost', () => {
  const withMore = (more: object) => defineConfig({ ...config, ...more });

  it.each([
    ['webhooks[0].url', { webhooks: [{ url: 'http://localhost:3000/hook' }] }],
    ['auth.issuer', { auth: { issuer: 'https://127.0.0.1:8080', audience: ['web'] } }],
  ])('is rejected as %s', (field, more) => {
    expect(() => checkLocalhost({ keepData: false }, withMore(more))).toThrow(
      `✖ ${field} is 'http`,
    );
  });

  const origins = ['http://localhost:5173', 'https://app.example.com'];

  it('is left out of the common origins by a stage that keeps its data', () => {
    const common = withMore({ origins });
    expect(configOf({ keepData: true }, common).origins).toEqual(['https://app.example.com']);
    expect(configOf({ keepData: false }, common).origins).toEqual(origins);
  });

  it('is rejected as an origin that such a stage names itself', () => {
    const check = (keepData: boolean) => () => {
      const stage = { keepData, config: { origins } };
      checkLocalhost(stage, configOf(stage, withMore({})));
    };
    expect(check(true)).toThrow("✖ origins[0] is 'http://localhost:5173': any program");
    expect(check(false)).not.toThrow();
  });
});
