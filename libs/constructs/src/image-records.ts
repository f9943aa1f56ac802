import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import { Construct } from 'constructs';

/** Ids are in the order of their time. */
const byTime = { name: 'id', type: AttributeType.STRING };

/** What is known of each image: by its id, and by its owner, newest last. */
export class ImageRecords extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.table = new Table(this, 'Table', {
      partitionKey: byTime,
      // Uploads come in bursts; nothing is paid for while there are none.
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
