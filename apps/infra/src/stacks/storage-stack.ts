import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import {
  ImageDelivery,
  ImageIdentity,
  ImageMaking,
  ImageRecords,
  ImageStorage,
  anyOnRequest,
  type DeliveryDomain,
} from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { functionOptions } from '../function-options.ts';
import { exportWeakly } from '../weak-exports.ts';
import type { Stage } from '../stage.ts';

/** The stack that lives longest: images, records, users and delivery. */
export class StorageStack extends Stack {
  readonly storage: ImageStorage;
  readonly records: ImageRecords;
  /** Makes renditions on request. Absent if no profile has any. */
  readonly making: ImageMaking | undefined;
  /** The issuer of accepted tokens: that of the configuration, or the user pool of this stack. */
  readonly auth: NonNullable<Config['auth']>;
  readonly distribution: Distribution;
  /** The base URL of renditions. */
  readonly assetsUrl: string;
  /** Present if the stage encrypts data with a key of its own. */
  readonly encryptionKey: Key | undefined;

  constructor(scope: Construct, id: string, stage: Stage, config: Config) {
    super(scope, id, {
      description: 'Thumbing: images, records and delivery',
      terminationProtection: stage.keepData,
    });

    this.encryptionKey = stage.customerManagedKey
      ? new Key(this, 'Key', { description: 'Encrypts images', enableKeyRotation: true })
      : undefined;
    const protection = { encryptionKey: this.encryptionKey, protectData: stage.keepData };
    this.storage = new ImageStorage(this, 'Storage', { ...config, ...protection });
    this.records = new ImageRecords(this, 'Records', protection);
    this.making = anyOnRequest(config.profiles) ? this.makingOf(stage, config) : undefined;
    const { distribution, url, keys } = this.delivery(stage, config);
    this.distribution = distribution;
    this.assetsUrl = url;
    this.auth = config.auth ?? this.identity();

    new CfnOutput(this, 'AssetsUrl', { value: this.assetsUrl });
    const { originals, renditions, arrivalDeadLetters, inbox, deadLetters } = this.storage;
    new CfnOutput(this, 'OriginalsBucket', { value: originals.bucketName });
    new CfnOutput(this, 'RenditionsBucket', { value: renditions.bucketName });
    new CfnOutput(this, 'ArrivalDeadLetters', { value: arrivalDeadLetters.queueArn });
    new CfnOutput(this, 'Inbox', { value: inbox.queueUrl });
    new CfnOutput(this, 'DeadLetters', { value: deadLetters.queueArn });
    const addressKeys = this.making?.addressKeys;
    if (addressKeys) {
      new CfnOutput(this, 'AddressKeys', {
        value: addressKeys.secretArn,
        description: 'Keys that addresses with recipes are signed with',
      });
    }
    if (keys) {
      new CfnOutput(this, 'AddressKeyStore', {
        value: keys.keyValueStoreArn,
        description: 'The same keys at the edge: put them there',
      });
    }
  }

  /** In this stack, since the distribution asks it, and it may be asked by the distribution only. */
  private makingOf(stage: Stage, config: Config): ImageMaking {
    const making = new ImageMaking(this, 'Making', {
      ...config,
      ...functionOptions(stage),
      encryptionKey: this.encryptionKey,
      originals: this.storage.originals,
      renditions: this.storage.renditions,
      records: this.records.table,
      concurrency: stage.concurrency,
    });
    exportWeakly(making);
    return making;
  }

  private delivery(stage: Stage, config: Config): ImageDelivery {
    const { renditions } = this.storage;
    const delivery = new ImageDelivery(this, 'Delivery', {
      profiles: config.profiles,
      origins: config.origins,
      webAclArn: stage.webAclArn,
      renditions,
      making: this.making,
      domain: this.domain(stage),
    });
    exportWeakly(delivery);
    return delivery;
  }

  private domain({ domain }: Stage): DeliveryDomain | undefined {
    if (!domain) return undefined;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn);
    return { name: domain.name, certificate };
  }

  private identity(): NonNullable<Config['auth']> {
    const identity = new ImageIdentity(this, 'Identity');
    exportWeakly(identity);
    const { userPool, client, auth } = identity;
    new CfnOutput(this, 'UserPoolId', { value: userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: client.userPoolClientId });
    return auth;
  }
}
