import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { originalKey } from '@thumbing/config';
import { forwardOriginalsEnvironment } from '@thumbing/config/environment';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import type { BatchHandler } from '../messages/handle-batch.ts';
import { originalsIn } from '../messages/originals-in.ts';
import { aws, newName, newTable } from '../testing/aws.ts';
import { bridgedS3Event, context, failed, sqsEvent } from '../testing/events.ts';

let table: string;
let queue: string;
let handler: BatchHandler;
beforeAll(async () => {
  table = await newTable();
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  queue = QueueUrl;
  const env = forwardOriginalsEnvironment.toEnv({ RECORDS_TABLE: table, INBOX_URL: queue });
  Object.assign(process.env, env, { POWERTOOLS_LOG_LEVEL: 'SILENT' });
  // Imported here, since it reads the environment when it is loaded.
  ({ handler } = await import('./forward-originals.ts'));
});

const keyOf = (n: number) => ({ profile: 'avatar', id: idOf(n) });
const arrivalOf = (n: number): string => bridgedS3Event(originalKey.format(keyOf(n)));

/** Groups of the images that arrive in the inbox, until there are so many, as `process-image` reads them. */
async function received(count: number): Promise<ReadonlyMap<string, string | undefined>> {
  const groups = new Map<string, string | undefined>();
  while (groups.size < count) {
    const { Messages = [] } = await aws.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 20,
        MessageSystemAttributeNames: ['MessageGroupId'],
      }),
    );
    for (const { Body = '', Attributes } of Messages) {
      const keys = originalsIn(Body, () => undefined);
      for (const key of keys) groups.set(originalKey.format(key), Attributes?.MessageGroupId);
    }
  }
  return groups;
}

describe('forward-originals', () => {
  it('sends each original to the inbox in the group of its owner', async () => {
    const records = dynamoImageRecords(aws.dynamo, { table });
    for (const [n, owner] of ['ada', 'eve', 'ada'].entries()) {
      await records.create(recordOf({ ...keyOf(n), owner }));
    }
    expect(await handler(sqsEvent(...[0, 1, 2].map(arrivalOf)), context)).toEqual({
      batchItemFailures: [],
    });
    const groups = await received(3);
    const [first, second, third] = [0, 1, 2].map((n) => groups.get(originalKey.format(keyOf(n))));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  it('sends originals without a record too, each in a group of its own', async () => {
    await handler(sqsEvent(arrivalOf(10), arrivalOf(11)), context);
    const groups = [...(await received(2)).values()];
    expect(new Set(groups).size).toBe(2);
    for (const group of groups) expect(group).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leaves a message in its queue that could not be forwarded, and sends the others', async () => {
    const unreadable = JSON.stringify({ not: 'of S3' });
    expect(failed(await handler(sqsEvent(arrivalOf(20), unreadable), context))).toEqual(['m-1']);
    expect([...(await received(1)).keys()]).toEqual([originalKey.format(keyOf(20))]);
  });
});
