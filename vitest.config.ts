import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

// These bring their own PostgreSQL or need none: a run on an outside server would only repeat them.
const WITHOUT_OUTSIDE = [
  'server/src/platform/{database/embedded,files,outbound}/**',
  'server/test/program.test.ts',
  'tools/**',
];

export default defineConfig({
  test: {
    include: ['{channels,contract,client,dashboard,server,tools,widget}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', ...(env.TEST_DATABASE_URL ? WITHOUT_OUTSIDE : [])],
    globalSetup: ['server/test/database.ts'],
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
