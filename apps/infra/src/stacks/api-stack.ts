import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { ImageApi } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { functionOptions } from '../function-options.ts';
import type { Stage } from '../stage.ts';
import type { StorageStack } from './storage-stack.ts';

/** The HTTP API. */
export class ApiStack extends Stack {
  readonly api: ImageApi;

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    config: Config,
    { storage, records, assetsUrl, auth }: StorageStack,
  ) {
    super(scope, id, { description: 'Thumbing: the API' });

    this.api = new ImageApi(this, 'Api', {
      ...config,
      ...functionOptions(stage),
      auth,
      originals: storage.originals,
      records: records.table,
      assetsUrl,
      authorizer: stage.authorizer,
      requestsPerSecond: stage.requestsPerSecond,
      readsPerSecond: stage.readsPerSecond,
      redirectsPerSecond: stage.redirectsPerSecond,
      concurrency: stage.concurrency,
    });

    new CfnOutput(this, 'Url', { value: this.api.url });
    new CfnOutput(this, 'ApiId', { value: this.api.httpApi.apiId });
  }
}
