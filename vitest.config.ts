import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'

// What runs or reads dist/, which is built first where it is missing or old.
const built = 'test/{package,examples}/**/*.test.ts'

export default defineConfig({
  resolve: { alias: { 'portscan-core': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    testTimeout: 20_000,
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: [built] } },
      {
        extends: true,
        test: { name: 'built', include: [built], globalSetup: 'test/support/built.ts', testTimeout: 60_000 },
      },
    ],
  },
})
