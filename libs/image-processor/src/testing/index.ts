export { animation, type AnimationOptions } from './animation.ts';
export { decodeImage, type DecodedImage } from './decode-image.ts';
export { photo, QUADRANTS, type PhotoOptions } from './photo.ts';
