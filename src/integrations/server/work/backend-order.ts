import type { Backend } from '../model.ts'
import type { ShardOutcome } from '../store/store.ts'
import type { ShardBackend, ShardTask } from './shard-task.ts'

/** Milliseconds that a backend is passed over after it failed; doubled each time. */
const FIRST_REST = 5_000
const LONGEST_REST = 300_000

interface Rest {
  readonly length: number
  readonly until: number
}

export interface BackendOrder {
  /** Scans the shard by the first backend of those asked for that can. Rejects where none could, with what each said. */
  run(asked: readonly Backend[], task: ShardTask): Promise<ShardOutcome>
}

/**
 * Backends in the order in which they are asked for, but that those that failed lately come last: one that is missing or
 * broken is not tried for each shard. `now` in ms, for tests.
 */
export function backendOrder(
  backends: Readonly<Record<Backend, ShardBackend>>,
  now: () => number = () => performance.now(),
): BackendOrder {
  const rests = new Map<Backend, Rest>()
  const isTired = (name: Backend): boolean => (rests.get(name)?.until ?? -Infinity) > now()
  const letRest = (name: Backend): void => {
    const length = Math.min((rests.get(name)?.length ?? FIRST_REST / 2) * 2, LONGEST_REST)
    rests.set(name, { length, until: now() + length })
  }
  return {
    async run(asked, task) {
      const inOrder = [...asked.filter((name) => !isTired(name)), ...asked.filter(isTired)]
      const troubles: unknown[] = []
      for (const name of inOrder) {
        try {
          const hosts = await backends[name].run(task)
          rests.delete(name)
          return { backend: name, hosts }
        } catch (error) {
          task.signal.throwIfAborted()
          letRest(name)
          troubles.push(new Error(`${name}: ${messageOf(error)}`, { cause: error }))
        }
      }
      throw new AggregateError(troubles, troubles.map(messageOf).join('; '))
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
