import { idOf } from '@thumbing/pipeline/testing';
import { originalsIn } from './originals-in.ts';
import { bridgedS3Event, s3Notification, s3TestEvent, throughSns } from '../testing/events.ts';

const avatar = { profile: 'avatar', id: idOf(1) };
const key = `avatar/${idOf(1)}`;

/** Originals found, and the number of other objects. */
function read(body: string) {
  let others = 0;
  const originals = originalsIn(body, () => (others += 1));
  return { originals, others };
}

it.each([
  ['S3', s3Notification(key)],
  ['S3, encoded', s3Notification(key.replace('/', '%2F'))],
  ['S3 through SNS', throughSns(s3Notification(key))],
  ['EventBridge', bridgedS3Event(key)],
  ['EventBridge through SNS', throughSns(bridgedS3Event(key))],
  ['the inbox', JSON.stringify(avatar)],
])('reads the original in a message of %s', (_, body) => {
  expect(read(body)).toEqual({ originals: [avatar], others: 0 });
});

it('reads every original of a notification', () => {
  const { originals } = read(s3Notification(key, `banner/${idOf(2)}`));
  expect(originals).toEqual([avatar, { profile: 'banner', id: idOf(2) }]);
});

it.each([
  ['S3', s3TestEvent],
  ['S3 through SNS', throughSns(s3TestEvent)],
])('ignores the test event of %s', (_, body) => {
  expect(read(body)).toEqual({ originals: [], others: 0 });
});

it('ignores events other than the creation of objects', () => {
  const removed = s3Notification(key).replace('ObjectCreated:Put', 'ObjectRemoved:Delete');
  expect(read(removed)).toEqual({ originals: [], others: 0 });
  expect(read(bridgedS3Event(key, 'Object Deleted'))).toEqual({ originals: [], others: 0 });
});

it.each(['holiday+photo.jpg', `avatar/${idOf(1)}/large.webp`, '100%25+sure', '%', `${key}%2Fx`])(
  'reports an object that is not an original: %s',
  (other) => {
    expect(read(s3Notification(other, key))).toEqual({ originals: [avatar], others: 1 });
  },
);

it.each(['', 'nonsense', 'null', '{}', '{"Records":[{}]}', throughSns('nonsense')])(
  'throws for a message that is not an S3 event, without repeating it: %s',
  (body) => {
    expect(() => read(body)).toThrow(/^the message is (?:not JSON$|not an S3 event: send)/);
  },
);
