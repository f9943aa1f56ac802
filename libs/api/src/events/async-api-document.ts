import { event, EVENT_TYPES } from '@thumbing/config';
import { asyncApiComponents, HTTP_BINDING } from './async-api-components.ts';

const info = {
  title: 'Thumbing events',
  version: String(event.shape.data.shape.version.value),
  description:
    'Outcomes of images, as CloudEvents 1.0 in JSON format. An event may arrive more than once, with the same `id`, and in any order.',
};

/** References to what each type of events has below this path. */
const refsByType = (path: string): Record<string, { readonly $ref: string }> =>
  Object.fromEntries(EVENT_TYPES.map((type) => [type, { $ref: `#/${path}/${type}` }]));

/** Channels of unknown addresses: a deployment has its own, and subscribers know theirs. */
const channels = {
  webhooks: {
    address: null,
    title: 'Webhooks',
    description:
      'Requests to each `webhooks[].url` of the configuration, signed as [Standard Webhooks](https://www.standardwebhooks.com) specifies. `webhooks[].events` selects types.',
    messages: refsByType('components/messages'),
  },
  topic: {
    address: null,
    title: 'SNS topic',
    description:
      'On AWS only. Each subscriber that IAM permits receives every event, without a signature. The ARN of the topic is the output `EventsTopic` of the stack `Processing`. Filter policies may use the message attributes `type`, the type of the event, and `profile`, the profile of its image.',
    messages: refsByType('components/messages'),
  },
};

/** Operations of Thumbing, which sends what subscribers receive. */
const operations = {
  requestWebhooks: {
    action: 'send',
    channel: { $ref: '#/channels/webhooks' },
    summary: 'Request each webhook that selects the type of the event',
    description:
      'Respond with any 2xx within 15 seconds. Every other response is a failed attempt, which is retried.',
    bindings: { http: { method: 'POST', bindingVersion: HTTP_BINDING } },
    messages: Object.values(refsByType('channels/webhooks/messages')),
  },
  publishToTopic: {
    action: 'send',
    channel: { $ref: '#/channels/topic' },
    summary: 'Publish the event to the SNS topic',
    description:
      'Turn on raw message delivery; otherwise the event is the string `Message` in an SNS envelope.',
    messages: Object.values(refsByType('channels/topic/messages')),
  },
};

/** AsyncAPI document of the events that subscribers receive. */
export const asyncApiDocument = (): object => ({
  asyncapi: '3.0.0',
  info,
  channels,
  operations,
  components: asyncApiComponents(),
});
