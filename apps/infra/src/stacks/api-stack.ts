import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { ImageApi } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { functionOptions } from '../function-options.ts';
import type { Stage } from '../stage.ts';
import type { ProcessingStack } from './processing-stack.ts';
import type { StorageStack } from './storage-stack.ts';

interface ApiStackParts {
  readonly storage: StorageStack;
  readonly processing: ProcessingStack;
}

/** The HTTP API. */
export class ApiStack extends Stack {
  readonly api: ImageApi;

  constructor(scope: Construct, id: string, stage: Stage, config: Config, parts: ApiStackParts) {
    super(scope, id, { description: 'Thumbing: the API' });
    const { storage, records, assetsUrl, auth } = parts.storage;

    this.api = new ImageApi(this, 'Api', {
      ...config,
      ...functionOptions(stage),
      auth,
      originals: storage.originals,
      inbox: storage.inbox,
      renditions: storage.renditions,
      records: records.table,
      events: parts.processing.processing.events,
      assetsUrl,
      authorizer: stage.authorizer,
      requestsPerSecond: stage.requestsPerSecond,
    });

    new CfnOutput(this, 'Url', { value: this.api.url });
    new CfnOutput(this, 'ApiId', { value: this.api.httpApi.apiId });
  }
}
