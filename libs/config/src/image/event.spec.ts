import { EVENT_TYPES } from './event-type.ts';
import { event, type Event } from './event.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const ready: Event = {
  specversion: '1.0',
  id: `${id}.ready`,
  source: 'urn:thumbing:images',
  type: 'thumbing.image.ready',
  subject: id,
  time: '2026-11-23T08:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    version: 1,
    image: {
      id,
      owner: 'ada',
      profile: 'avatar',
      status: 'ready',
      createdAt: '2026-11-23T07:59:59.000Z',
      filename: 'me.jpg',
      original: { format: 'jpeg', width: 4032, height: 3024, bytes: 3_000_000 },
      renditions: [
        {
          variant: 'large',
          format: 'webp',
          width: 512,
          height: 512,
          bytes: 20_000,
          contentType: 'image/webp',
          url: `http://localhost:8080/avatar/${id}/large.webp`,
        },
      ],
      placeholder: { thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', color: '#a1b2c3' },
    },
  },
};

it.each(EVENT_TYPES)('reads back an event of type %s', (type) => {
  const written = { ...ready, type };
  expect(event.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
});

it('ignores unknown attributes, since CloudEvents may have extensions', () => {
  expect(event.parse({ ...ready, traceparent: '00-…' })).toEqual(ready);
});

it('keeps an unknown error code, which a newer version may have written', () => {
  const image = {
    ...ready.data.image,
    error: { code: 'from-the-future', detail: 'it is too new' },
  };
  const written = { ...ready, data: { version: 1, image } };
  expect(event.parse(written)).toEqual(written);
});

it.each([{ type: 'thumbing.image.made' }, { specversion: '0.3' }, { data: {} }, { time: 'now' }])(
  'refuses an event with %j',
  (change) => {
    expect(event.safeParse({ ...ready, ...change }).success).toBe(false);
  },
);
