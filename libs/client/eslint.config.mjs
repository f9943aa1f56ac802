import base, { worldless } from '../../eslint.config.mjs';

export default [...base, worldless];
