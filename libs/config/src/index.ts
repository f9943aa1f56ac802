export { builtinProfiles } from './builtin-profiles.ts';
export { ConfigError } from './config-error.ts';
export { defineConfig, parseConfig } from './define-config.ts';
export { findProfile } from './find-profile.ts';
export { ERROR_CODES, type ErrorCode } from './image/error-code.ts';
export {
  EVENT_TYPES,
  EVENTS,
  eventType,
  type EventDescription,
  type EventType,
} from './image/event-type.ts';
export { event, type Event } from './image/event.ts';
export {
  IMAGE_STATUSES,
  SETTLED_STATUSES,
  type ImageStatus,
  type SettledStatus,
} from './image/image-status.ts';
export { image, type Image, type ProcessingError } from './image/image.ts';
export { originalKey, renditionKey, type OriginalKey, type RenditionKey } from './image/keys.ts';
export { API_CORS } from './policy/api-cors.ts';
export { LONGEST_WAIT } from './policy/longest-wait.ts';
export {
  COUNTERS,
  METRICS,
  METRICS_NAMESPACE,
  type CounterName,
  type LabelsOf,
  type MetricName,
  type Step,
} from './policy/metrics.ts';
export { PUBLIC_PATHS } from './policy/public-paths.ts';
export { RECORDS_TABLE } from './policy/records-table.ts';
export { SECURITY_HEADERS } from './policy/security-headers.ts';
export { UPLOAD_GRACE } from './policy/upload-grace.ts';
export { INBOX_RETRIES, WEBHOOK_RETRIES, withJitter, type Retries } from './policy/retries.ts';
export { EVENT_MEDIA_TYPE, webhookHeaders, type WebhookHeaders } from './policy/webhook-headers.ts';
export type {
  Config,
  ConfigInput,
  Limits,
  Profile,
  ProfileInput,
  Webhook,
} from './schema/config.ts';
export { isLoopbackUrl } from './schema/urls.ts';
export {
  extensionsOf,
  FORMATS,
  OUTPUT_FORMATS,
  UNIVERSAL_FIRST,
} from '@thumbing/image-processor/formats';
export {
  formatBytes,
  formatDuration,
  outputFormat,
  recipe,
} from '@thumbing/image-processor/recipe';
