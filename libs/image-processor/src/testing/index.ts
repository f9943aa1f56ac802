export { animation, type AnimationOptions } from './animation.ts';
export { look, type Look } from './look.ts';
export { photo, QUADRANTS, type PhotoOptions } from './photo.ts';
