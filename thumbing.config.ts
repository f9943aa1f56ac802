import { builtinProfiles, defineConfig } from '@thumbing/config';

export default defineConfig({
  profiles: { ...builtinProfiles },
  origins: ['http://localhost:5173'],
});
