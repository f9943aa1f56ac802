import { arch } from 'node:process';
import { defineConfig } from '@thumbing/config';
import { thumbing, type Stage } from '@thumbing/infra';
import { settings, SETTINGS } from './settings.ts';

/* The app of `apps/infra` with two stages in one account, for the architecture of the emulator's machine. */
const { issuer, audience, webhook } = settings.parse(JSON.parse(process.env[SETTINGS] ?? ''));
const common: Stage = { keepData: false, architecture: arch === 'arm64' ? 'arm64' : 'x64' };
const stages: Record<string, Stage> = {
  // `canary` stays off, because the emulator has no CodeDeploy. A test of the templates covers it.
  jwt: { ...common, config: { webhooks: [{ url: webhook }] } },
  lambda: { ...common, authorizer: 'lambda' },
};
const config = defineConfig({
  profiles: {
    avatar: {
      maxBytes: '1 MB',
      variants: {
        large: { resize: { width: 64, height: 64, fit: 'cover' } },
        thumb: { resize: { width: 16, height: 16, fit: 'cover' } },
      },
      formats: ['avif', 'webp', 'jpeg'],
    },
  },
  origins: ['https://app.example.com'],
  auth: { issuer, audience: [audience] },
});
thumbing(stages, config).synth();
