import { memoryQueue } from '../../../../../src/integrations/server/queue/memory-queue.ts'
import { queueTests } from '../../../../support/queue-tests.ts'

queueTests('memory', () => Promise.resolve(memoryQueue()), undefined)
