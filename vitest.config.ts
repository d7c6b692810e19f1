import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{channels,contract,client,server,tools}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/planted/**'],
    globalSetup: ['server/test/database.ts'],
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
