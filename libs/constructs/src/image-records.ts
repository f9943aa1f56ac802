import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import { Construct } from 'constructs';
import { tableEncryption, type EncryptionOptions } from './encryption.ts';

/** Ids are UUIDv7: sorted by id is sorted by time. */
const byTime = { name: 'id', type: AttributeType.STRING };

export interface ImageRecordsProps extends EncryptionOptions {
  /** Refuses to delete the table until this is `false`. @default true */
  readonly protectData?: boolean;
}

/** The table of image records, indexed by owner, with a stream of its changes. Restorable to any second of the last 35 days. */
export class ImageRecords extends Construct {
  /** Billed by request, with point-in-time recovery; `RECORDS_TABLE` of `@thumbing/config` is its layout. */
  readonly table: Table;

  constructor(
    scope: Construct,
    id: string,
    { encryptionKey, protectData = true }: ImageRecordsProps = {},
  ) {
    super(scope, id);

    this.table = new Table(this, 'Table', {
      partitionKey: byTime,
      ...tableEncryption(encryptionKey),
      deletionProtection: protectData,
      // Uploads come in bursts; an idle table costs nothing for requests.
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: RECORDS_TABLE.forgetAt,
      stream: StreamViewType.NEW_IMAGE,
    });
    for (const [indexName, names] of Object.entries(RECORDS_TABLE.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKeys: names.map((name) => ({ name, type: AttributeType.STRING })),
        sortKey: byTime,
        projectionType: ProjectionType.ALL,
      });
    }
    const { name: indexName, partition, sort } = RECORDS_TABLE.pendingIndex;
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
}
