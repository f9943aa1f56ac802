export { builtinProfiles } from './builtin-profiles.ts';
export { ConfigError, defineConfig, parseConfig } from './define-config.ts';
export { EVENT_TYPES, event, eventType, type Event, type EventType } from './events.ts';
export { IMAGE_STATUSES, image, imageStatus, type Image, type ImageStatus } from './image.ts';
export { originalKey, renditionKey, type OriginalKey, type RenditionKey } from './keys.ts';
export type { Config, ConfigInput, Limits, Profile, ProfileInput, Webhook } from './schema.ts';
export { CONTENT_TYPES, OUTPUT_FORMATS, recipe } from '@thumbing/image-processor/recipe';
export { findProfile } from './find-profile.ts';
