import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import { Construct } from 'constructs';

/** Ids are UUIDv7: sorted by id is sorted by time. */
const byTime = { name: 'id', type: AttributeType.STRING };

/** The table of image records, indexed by owner. */
export class ImageRecords extends Construct {
  /** Billed by request, with point-in-time recovery; `RECORDS_TABLE` of `@thumbing/config` is its layout. */
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.table = new Table(this, 'Table', {
      partitionKey: byTime,
      // Uploads come in bursts; an idle table costs nothing for requests.
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: RECORDS_TABLE.forgetAt,
    });
    for (const [indexName, name] of Object.entries(RECORDS_TABLE.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name, type: AttributeType.STRING },
        sortKey: byTime,
        projectionType: ProjectionType.ALL,
      });
    }
  }
}
