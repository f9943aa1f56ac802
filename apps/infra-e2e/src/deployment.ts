import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { oidcIssuer, receiver, type OidcIssuer, type Receiver } from '@thumbing/adapters/testing';
import { startEmulator, type Emulator } from '@thumbing/tools-emulator';
import * as z from 'zod';
import { SETTINGS, type Settings } from './settings.ts';

const ROOT = join(import.meta.dirname, '../../..');

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

export interface Deployment {
  readonly emulator: Emulator;
  readonly issuer: OidcIssuer;
  /** A webhook receiver. It accepts events once `secret` returns the signing secret. */
  readonly webhook: Receiver;
  /** The outputs of a stack, by the names of its stage and stack. */
  readonly outputsOf: (stage: string, stack: string) => Readonly<Record<string, string>>;
  /** Deploys all stacks again, and returns the output of the CDK. */
  readonly deploy: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface DeployOptions {
  /** The environment of the CDK CLI, which must contain `PATH`. */
  readonly env: NodeJS.ProcessEnv;
  /** Reads the signing secret of the webhook. */
  readonly secret: () => Promise<string>;
}

/** An emulator with the app deployed to it, an issuer of tokens, and a webhook receiver. */
export async function deployment({ env, secret }: DeployOptions): Promise<Deployment> {
  const emulator = await startEmulator();
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-e2e-'));
  const issuer = await oidcIssuer();
  const webhook = await receiver({ secret });
  const close = async (): Promise<void> => {
    try {
      await Promise.all([emulator.stop(), issuer.close(), webhook.close()]);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  const settings: Settings = {
    issuer: issuer.url,
    audience: issuer.audience,
    webhook: webhook.url,
  };
  const cdk = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)(
      join(ROOT, 'node_modules/.bin/cdk'),
      [...args, '--output', join(folder, 'cdk.out')],
      {
        cwd: join(import.meta.dirname, '..'),
        env: { ...env, ...emulator.env, [SETTINGS]: JSON.stringify(settings) },
        maxBuffer: 64 * 1_024 * 1_024,
      },
    );
    return stdout + stderr;
  };
  const file = join(folder, 'outputs.json');
  const deploy = () =>
    cdk(
      'deploy',
      '**',
      '--require-approval',
      'never',
      '--outputs-file',
      file,
      '--progress',
      'events',
    );

  try {
    await cdk('bootstrap', `aws://${emulator.account}/${emulator.region}`);
    await deploy();
    const found = outputs.parse(JSON.parse(await readFile(file, 'utf8')));
    return {
      emulator,
      issuer,
      webhook,
      deploy,
      outputsOf: (stage, stack) => found[`thumbing-${stage}-${stack}`] ?? {},
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
