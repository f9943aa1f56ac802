import { EVENT_MEDIA_TYPE, EVENT_TYPES, EVENTS, webhookHeaders } from '@thumbing/config';
import { eventJsonSchema } from './event-json-schema.ts';
import { exampleEvent } from './example-event.ts';

/** Version of AsyncAPI's bindings for HTTP. */
export const HTTP_BINDING = '0.3.0';

/**
 * One message for each type, in both channels: AsyncAPI asks that a message is valid against one of them only. Headers are
 * in the binding, because those of an HTTP request are not sent to the SNS topic.
 */
const messages = () =>
  Object.fromEntries(
    EVENT_TYPES.map((type) => [
      type,
      {
        name: type,
        description: EVENTS[type].meaning,
        contentType: EVENT_MEDIA_TYPE,
        payload: {
          allOf: [
            { $ref: '#/components/schemas/event' },
            { properties: { type: { const: type } } },
          ],
        },
        bindings: { $ref: '#/components/messageBindings/webhookRequest' },
        examples: [{ payload: exampleEvent(type) }],
      },
    ]),
  );

/** Messages, and all that they have in common. Schemas are of draft 7, AsyncAPI's dialect, which only a root may name. */
export const asyncApiComponents = (): object => ({
  messages: messages(),
  messageBindings: {
    webhookRequest: {
      http: {
        headers: {
          ...webhookHeaders.toJSONSchema({ io: 'input', target: 'draft-7' }),
          $schema: undefined,
        },
        bindingVersion: HTTP_BINDING,
      },
    },
  },
  schemas: { event: { ...eventJsonSchema('draft-7'), $schema: undefined } },
});
