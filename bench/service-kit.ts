// What bench/service.mjs measures, in one bundle.
export { buildApp } from '../src/integrations/server/http/build-app.ts'
export { memoryQueue } from '../src/integrations/server/queue/memory-queue.ts'
export { readSettings } from '../src/integrations/server/settings/read-settings.ts'
export { openStore } from '../src/integrations/server/store/open-store.ts'
export { postgresqlServer } from '../test/support/postgresql-server.ts'
