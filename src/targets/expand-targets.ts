import type { Notice } from '../model/event.ts'
import type { Host } from '../model/host.ts'
import type { TargetInput } from '../model/target.ts'
import { flow } from '../flow/flow.ts'
import { puller } from '../flow/pull.ts'
import type { Stage } from '../flow/stage.ts'
import { Expansion, type ExpandTargetsOptions } from './expansion.ts'

export type { ExpandTargetsOptions } from './expansion.ts'

type Out = readonly (Host | Notice)[]

/**
 * From targets as written to hosts, lazily: a /0 costs nothing until it is walked. Excluded addresses and such that
 * cannot be targets are left out, with one `skipped` where a target loses all of its addresses, or some because
 * they are out of scope. What was given already with the same ports is not given again. An item that cannot be read
 * becomes `skipped` with reason `invalid`.
 *
 * @example
 * for await (const host of expandTargets({ order: 'sequential' })(['192.0.2.0/30', 'host.example'])) console.log(host)
 */
export function expandTargets(options: ExpandTargetsOptions = {}): Stage<TargetInput, Host | Notice> {
  return (source) => {
    const upstream = puller(source)
    const expansion = new Expansion(options)

    function pull(max: number): Out | Promise<Out> {
      for (;;) {
        const ready = expansion.take(max)
        if (ready.length > 0) return ready
        const inputs = upstream.pull(max)
        if (inputs instanceof Promise) return pullLater(inputs, max)
        if (inputs.length === 0) return []
        expansion.add(inputs)
      }
    }

    async function pullLater(first: Promise<readonly TargetInput[]>, max: number): Promise<Out> {
      for (let inputs = await first; inputs.length > 0; inputs = await upstream.pull(max)) {
        expansion.add(inputs)
        const ready = expansion.take(max)
        if (ready.length > 0) return ready
      }
      return []
    }

    return flow(pull, upstream.close)
  }
}
