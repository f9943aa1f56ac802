export { ConfigError, defineConfig, parseConfig } from './define-config.ts';
export { EVENT_TYPES, event, type Event, type EventType } from './events.ts';
export { IMAGE_STATUSES, image, imageStatus, type Image, type ImageStatus } from './image.ts';
export { originalKey, renditionKey, type OriginalKey, type RenditionKey } from './keys.ts';
export type { Config, ConfigInput, Limits, Profile, Webhook } from './schema.ts';
