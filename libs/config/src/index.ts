export {
  NEGOTIATION_TABLE,
  negotiateFormat,
  qualityValues,
  type NegotiationTable,
} from './address/negotiate-format.ts';
export { recipeText, type RecipeReading, type Refusal } from './address/recipe-text.ts';
export {
  renditionAddress,
  signedPathOf,
  type AddressReading,
} from './address/rendition-address.ts';
export { builtinProfiles } from './builtin-profiles.ts';
export { ConfigError } from './config-error.ts';
export { defineConfig, parseConfig } from './define-config.ts';
export { findProfile } from './find-profile.ts';
export { fileFormatsOf, filesOf, formatsOf } from './formats-of.ts';
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
export {
  isKey,
  originalKey,
  pathOf,
  renditionKey,
  type OriginalKey,
  type RecipeAddress,
  type RenditionAddress,
  type RenditionKey,
  type VariantAddress,
} from './image/keys.ts';
export { makesOnRequest } from './makes-on-request.ts';
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
export { RENDITIONS_BUCKET } from './policy/renditions-bucket.ts';
export { SECURITY_HEADERS } from './policy/security-headers.ts';
export { SIGNATURE_HEADER } from './policy/signature-header.ts';
export { UPLOAD_GRACE } from './policy/upload-grace.ts';
export { INBOX_RETRIES, WEBHOOK_RETRIES, withJitter, type Retries } from './policy/retries.ts';
export { EVENT_MEDIA_TYPE, webhookHeaders, type WebhookHeaders } from './policy/webhook-headers.ts';
export type { Config, ConfigInput, Delivery, Limits, Webhook } from './schema/config.ts';
export type { Profile, ProfileInput, Variant, VariantInput } from './schema/profile.ts';
export { duration } from './schema/units.ts';
export { isLoopbackUrl } from './schema/urls.ts';
export {
  ADDRESS_GRAMMAR,
  addressParts,
  addressProblem,
  findKey,
  recipeProblem,
  type AddressGrammar,
  type AddressParts,
  type FoundKey,
} from '@thumbing/client/address';
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
export { recipesOf } from './recipes-of.ts';
