export { sign, signWidths, type AddressOfWidth } from './sign.ts';
export type { SigningKey, SignOptions } from './signature.ts';
