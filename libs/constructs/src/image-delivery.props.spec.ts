import { Stack } from 'aws-cdk-lib/core';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { defineConfig } from '@thumbing/config';
import { ImageDelivery, type ImageDeliveryProps } from './image-delivery.ts';
import { config, newApp, stackIn } from './testing/pipeline.ts';

const deliver = (stack: Stack, props: Partial<ImageDeliveryProps> = {}) =>
  new ImageDelivery(stack, 'Delivery', {
    ...defineConfig(config),
    renditions: new Bucket(stack, 'Renditions'),
    ...props,
  });

const importedFrom = (stack: Stack, region: string): ICertificate =>
  Certificate.fromCertificateArn(
    stack,
    'Certificate',
    `arn:aws:acm:${region}:123456789012:certificate/1`,
  );

it.each(['eu-west-1', 'ap-southeast-2'])('refuses a certificate from %s', (region) => {
  const stack = stackIn();
  const certificate = importedFrom(stack, region);
  expect(() => deliver(stack, { domain: { name: 'images.example.com', certificate } })).toThrow(
    `✖ domain.certificate is from ${region}: CloudFront accepts certificates from us-east-1 only; ` +
      "request it there, or create it in a stack with env: { region: 'us-east-1' }",
  );
});

it.each([
  ['us-east-1', undefined],
  ['eu-west-1', 'is from eu-west-1'],
  [undefined, 'is from an unknown region'],
])('judges a certificate that is made in a stack by the region %s of the stack', (region, said) => {
  const app = newApp();
  const stack = new Stack(app, 'Pictures', { env: { region: 'eu-west-1' } });
  const elsewhere = new Stack(app, 'Certificates', region ? { env: { region } } : {});
  const domainName = 'images.example.com';
  const certificate = new Certificate(elsewhere, 'Certificate', { domainName });
  const build = () => deliver(stack, { domain: { name: domainName, certificate } });
  if (said === undefined) expect(build).not.toThrow();
  else expect(build).toThrow(said);
});

it('causes no warning: nobody can ask for the list of the bucket', () => {
  const stack = stackIn();
  deliver(stack);
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});
