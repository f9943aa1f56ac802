import { hasCode } from '../util/has-code.ts';
import { isDatabaseFull } from './database.ts';

/** Error codes of a full disk, an exhausted quota, and a file above the process's size limit. */
const OUT_OF_SPACE = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** True for the error of a write to a file, or to the database, for which there is no space left. */
export const isOutOfSpace = (error: unknown): boolean =>
  isDatabaseFull(error) || OUT_OF_SPACE.some((code) => hasCode(error, code));
