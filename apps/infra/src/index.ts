export type { Stage } from './stage.ts';
export { thumbing } from './thumbing.ts';
