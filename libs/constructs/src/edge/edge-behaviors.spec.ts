import { Template } from 'aws-cdk-lib/assertions';
import { defineConfig } from '@thumbing/config';
import { stackIn } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';
import { edgeBehaviors } from './edge-behaviors.ts';

const { profiles, origins } = defineConfig({
  profiles: { photo: { variants: { hero: {} }, onDemand: { recipes: 'signed' } } },
});

describe('the edge of profiles with recipes', () => {
  const stack = stackIn();
  const { negotiated, named, keys } = edgeBehaviors(stack, {
    profiles,
    origins,
    nameOf: (id) => `pictures-${id}`,
  });
  const template = Template.fromStack(stack);

  it('has a store of keys, which is empty: no template has a key', () => {
    expect(keys).toBeDefined();
    expect(propertiesOf(template, 'AWS::CloudFront::KeyValueStore')).toEqual([
      {
        Name: 'pictures-Keys',
        Comment: 'Secrets of keys that sign addresses, by the names of the keys',
      },
    ]);
  });

  it('reads it in the function that answers requests, and in no other', () => {
    const functions = propertiesOf(template, 'AWS::CloudFront::Function');
    const stores = functions.map(({ FunctionConfig }) => FunctionConfig);
    expect(stores).toContainEqual({
      Comment: expect.anything() as unknown,
      Runtime: 'cloudfront-js-2.0',
      KeyValueStoreAssociations: [
        { KeyValueStoreARN: { 'Fn::GetAtt': [expect.stringMatching(/^Keys/), 'Arn'] } },
      ],
    });
    expect(JSON.stringify(stores).match(/KeyValueStoreARN/g)).toHaveLength(1);
  });

  it('sends verified signatures to origins, and nothing else of a request', () => {
    expect(propertiesOf(template, 'AWS::CloudFront::OriginRequestPolicy')).toEqual([
      {
        OriginRequestPolicyConfig: {
          Name: 'pictures-Signature',
          Comment: 'Signatures, which are no part of the cache key',
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['x-thumbing-signature'] },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        },
      },
    ]);
    expect(negotiated.originRequestPolicy).toBeDefined();
    expect(named.originRequestPolicy).toBe(negotiated.originRequestPolicy);
  });

  it('says that answers depend on the page only where there are pages', () => {
    expect(negotiated.functionAssociations).toHaveLength(2);
    expect(named.functionAssociations).toHaveLength(1);
  });
});
