import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'
import { threadTextForVite } from './scripts/thread-text.mjs'

// What runs or reads dist/, which is built first where it is missing or old.
const built = [
  'test/{package,examples}/**/*.test.ts',
  'test/integration/{command,discovery,errno,errno-table,host-judgement,service-command}.test.ts',
]

function source(path: string): string {
  return fileURLToPath(new URL(`src/${path}`, import.meta.url))
}

export default defineConfig({
  plugins: [threadTextForVite],
  resolve: {
    alias: [
      { find: /^portscan-core$/, replacement: source('index.ts') },
      { find: /^portscan-core\/otel$/, replacement: source('integrations/otel/index.ts') },
      { find: /^portscan-core\/report$/, replacement: source('report/index.ts') },
      { find: /^portscan-core\/server$/, replacement: source('integrations/server/index.ts') },
      { find: /^portscan-core\/testing$/, replacement: source('testing/index.ts') },
      { find: /^portscan-core\/testing\/vitest$/, replacement: source('testing/vitest.ts') },
    ],
  },
  test: {
    // The slowest takes seconds where nothing else runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/skipped-reporter.ts'],
    // One more than there are processors: real servers and time-outs are waited for.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        // No module keeps state, so files share a process: to load everything for each of them took longer than they do.
        test: { name: 'source', include: ['test/**/*.test.ts'], exclude: built, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: built,
          globalSetup: 'test/support/built.ts',
          // After the others, so that a process that is shared is not ended in between.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
