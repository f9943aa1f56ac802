import type { Duration } from 'aws-cdk-lib/core';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  FunctionUrlAuthType,
  InvokeMode,
  type FunctionUrl,
  type IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  makeRenditionEnvironment,
  MEMORY_ENV,
  type MakeRenditionSettings,
} from '@thumbing/config/environment';
import { Construct } from 'constructs';
import type { EncryptionOptions } from '../encryption.ts';
import type { Concurrency } from '../functions/concurrency.ts';
import { materialsLayer } from '../functions/materials-layer.ts';
import { nodeFunction, type FunctionOptions } from '../functions/node-function.ts';
import {
  listing,
  onCopies,
  onRecords,
  reading,
  readingFilesOf,
  removingFilesOf,
  taggingFilesOf,
  writingFilesOf,
} from '../functions/permissions.ts';
import type { WatchedFunctions } from '../functions/watched.ts';
import { makingTimeout } from './making-timeout.ts';
import { takesRecipes } from './on-request.ts';

/** The files in `images` and `fonts` are deployed in a layer of the function. */
export interface ImageMakingProps
  extends FunctionOptions, EncryptionOptions, MakeRenditionSettings {
  /** The bucket of uploads, which renditions are made from. */
  readonly originals: IBucket;
  /** The bucket that renditions are written to, and copies of originals. */
  readonly renditions: IBucket;
  /** A table with the keys and indexes of `RECORDS_TABLE` of `@thumbing/config`. */
  readonly records: ITable;
  /** Concurrency to reserve, of which this needs `making`. @default none */
  readonly concurrency?: Concurrency;
}

/** Makes renditions when they are first asked for. Hand it to `ImageDelivery`: only a distribution may use its URL. */
export class ImageMaking extends Construct {
  /** Makes one rendition per invocation. */
  readonly makeRendition: IFunction;
  /** Its functions by name, for alarms. */
  readonly functions: WatchedFunctions;
  /** The URL that CloudFront asks, with IAM authentication. */
  readonly url: FunctionUrl;
  /** The time limit of a request. */
  readonly timeout: Duration;
  /** The key that addresses with recipes are signed with. Absent if no profile takes recipes. */
  readonly addressKeys: Secret | undefined;

  constructor(scope: Construct, id: string, props: ImageMakingProps) {
    super(scope, id);
    this.timeout = makingTimeout(props.delivery);
    this.addressKeys = takesRecipes(props.profiles) ? this.secret(props) : undefined;
    this.makeRendition = this.makeFunction(props);
    this.functions = { retried: { MakeRendition: this.makeRendition } };
    this.url = this.makeRendition.addFunctionUrl({
      authType: FunctionUrlAuthType.AWS_IAM,
      // Other responses have 6 MB at most.
      invokeMode: InvokeMode.RESPONSE_STREAM,
    });
  }

  private secret({ encryptionKey }: EncryptionOptions): Secret {
    return new Secret(this, 'AddressKeys', {
      description: 'Signs addresses of images that contain a recipe',
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ id: '1' }),
        generateStringKey: 'secret',
        passwordLength: 43,
        excludePunctuation: true,
      },
    });
  }

  private makeFunction(props: ImageMakingProps): IFunction {
    const { originals, renditions, records } = props;
    const materials = materialsLayer(this, 'Materials', props);
    return nodeFunction(this, 'MakeRendition', {
      bundle: 'make-rendition',
      // The CPU time that encoding can use comes with this much memory, as for `process-image`.
      memorySize: 3_008,
      timeout: this.timeout,
      reservedConcurrentExecutions: props.concurrency?.making,
      environment: {
        ...makeRenditionEnvironment.toEnv({
          RECORDS_TABLE: records.tableName,
          ORIGINALS_BUCKET: originals.bucketName,
          RENDITIONS_BUCKET: renditions.bucketName,
          ADDRESS_KEYS_ARN: this.addressKeys?.secretArn ?? '',
          CONFIG: { ...props, ...materials.files },
        }),
        ...MEMORY_ENV,
      },
      layer: materials.layer,
      permissions: this.permissions(props),
      options: props,
    });
  }

  /** It deletes no original: for a copy that was written too late, and for an image that was deleted meanwhile. */
  private permissions({ profiles, originals, renditions, records }: ImageMakingProps) {
    return [
      onRecords(records, 'GetItem', 'UpdateItem'),
      readingFilesOf(profiles, originals),
      listing(originals),
      readingFilesOf(profiles, renditions),
      writingFilesOf(profiles, renditions),
      removingFilesOf(profiles, renditions),
      listing(renditions),
      onCopies(renditions),
      ...(this.addressKeys
        ? [reading(this.addressKeys), taggingFilesOf(profiles, renditions)]
        : []),
    ];
  }
}
