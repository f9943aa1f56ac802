export { SIGNATURE_VECTORS, type SignatureVector } from './signature-vectors.ts';
