import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'

// What runs or reads dist/, which is built first where it is missing or old.
const built = 'test/{package,examples}/**/*.test.ts'

function source(path: string): string {
  return fileURLToPath(new URL(`src/${path}`, import.meta.url))
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^portscan-core$/, replacement: source('index.ts') },
      { find: /^portscan-core\/testing$/, replacement: source('testing/index.ts') },
    ],
  },
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
