export { contentEtag } from './content-etag.ts';
export { createDelivery, IMMUTABLE, type DeliveryDeps } from './create-delivery.ts';
