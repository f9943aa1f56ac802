import type { DynamoDBRecord } from 'aws-lambda';

/** Change of a stored record, as the stream of the table tells it; without a record, its removal. */
export const changeOf = (
  record: ({ readonly id: string } & object) | undefined,
  sequence = 1,
): DynamoDBRecord => ({
  eventID: `e-${sequence}`,
  eventName: record ? 'MODIFY' : 'REMOVE',
  eventSource: 'aws:dynamodb',
  dynamodb: {
    SequenceNumber: String(sequence),
    StreamViewType: 'NEW_IMAGE',
    ...(record && {
      Keys: { id: { S: record.id } },
      NewImage: { id: { S: record.id }, record: { S: JSON.stringify(record) } },
    }),
  },
});
