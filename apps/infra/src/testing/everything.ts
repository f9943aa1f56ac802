import { builtinProfiles, defineConfig } from '@thumbing/config';
import { thumbing } from '../thumbing.ts';

/** A stage with every option set, so that the template checks see every resource. */
const config = defineConfig({
  profiles: {
    ...builtinProfiles,
    poster: {
      variants: { card: { resize: { width: 640 } }, hero: { on: 'request' } },
      onDemand: { widths: [320], recipes: 'signed' },
    },
  },
  images: { logo: new URL('./logo.svg', import.meta.url) },
  origins: ['https://app.example.com'],
  auth: { issuer: 'https://issuer.example.com', audience: ['web'] },
  webhooks: [
    { url: 'https://hooks.example.com/all' },
    { url: 'https://hooks.example.com/failed', events: ['thumbing.image.failed'] },
  ],
  retention: { originals: '30 days' },
});
const everything = {
  keepData: true,
  canary: true,
  authorizer: 'lambda',
  architecture: 'x64',
  alarms: { email: 'ops@example.com' },
  monthlyBudget: 100,
  customerManagedKey: true,
  concurrency: { account: 1_000, api: 100, waits: 300, processing: 10, making: 50 },
  env: { region: 'eu-west-1' },
  domain: {
    name: 'images.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
  },
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/pictures/1',
} as const;

thumbing({ everything }, config).synth();
