import type { PortSpec } from 'portscan-core'
import { judgeClosedPort } from './closed-port.ts'
import { judgeExposure } from './expose-only.ts'
import type { Judgement } from './judgement.ts'
import { updatesBaselines } from './baseline-file.ts'
import { judgeBaseline, type Baseline, type BaselineOptions } from './match-baseline.ts'
import { judgeOpenPort, type OpenPortOptions } from './open-port.ts'
import type { OnePort } from './one-port.ts'
import type { ExposureOptions, LookOptions, Scannable } from './scannable.ts'

/**
 * What `expect(target)` can be asked, where the target is one of `scan()` or the report of a scan. All of them are
 * asynchronous: `await` them. What cannot be found out (a name that does not resolve, a port without a verdict, no time
 * left) fails with and without `.not`.
 */
export interface PortscanMatchers {
  /**
   * These ports are open, and no others of those that are looked at (`ports`, default `'top-1000'`). Of a name with
   * several addresses, each of them may expose these alone, and one of them has to. UDP is looked at where the ports say
   * so (`'22,U:53'`); a UDP port that keeps silent does not count as open.
   *
   * @example
   * await expect('127.0.0.1').toExposeOnly([22, 443], { ports: '1-1024,8080' })
   */
  toExposeOnly(ports: PortSpec, options?: ExposureOptions): Promise<void>
  /**
   * The port is open, and what it is demanded to be. With `.not` it is known not to be so: a closed and a filtered port
   * both will do.
   *
   * @example
   * await expect('127.0.0.1').toHaveOpenPort(443, { service: 'https', tlsAtLeast: 'TLSv1.2', certificateDays: 14 })
   */
  toHaveOpenPort(port: OnePort, options?: OpenPortOptions): Promise<void>
  /**
   * The port refuses. One that is filtered does not: where that will do too, `.not.toHaveOpenPort(port)`.
   *
   * @example
   * await expect('127.0.0.1').toHaveClosedPort(23)
   */
  toHaveClosedPort(port: OnePort, options?: LookOptions): Promise<void>
  /**
   * What is open is what a policy allows: a file in YAML (with the package yaml) or JSON, from the working directory or
   * as a URL, or a value. The runner's `-u`, or `PORTSCAN_UPDATE=1`, writes the file from what is open now.
   *
   * @example
   * await expect('127.0.0.1').toMatchBaseline('ports.yaml')
   */
  toMatchBaseline(baseline: Baseline, options?: BaselineOptions): Promise<void>
}

/** What a runner's `expect.extend()` takes. */
export interface MatcherAnswer {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * The matchers, for `expect.extend()`. `portscan-core/testing/vitest` and `portscan-core/testing/jest` extend the
 * runner's `expect` when they are imported, and bring the types.
 *
 * @example
 * expect.extend(portscanMatchers)
 */
export const portscanMatchers = {
  toExposeOnly: async (received: Scannable, ports: PortSpec, options?: ExposureOptions) =>
    answer(await judgeExposure(received, ports, options)),
  toHaveOpenPort: async (received: Scannable, port: OnePort, options?: OpenPortOptions) =>
    answer(await judgeOpenPort(received, port, options)),
  toHaveClosedPort: async (received: Scannable, port: OnePort, options?: LookOptions) =>
    answer(await judgeClosedPort(received, port, options)),
  async toMatchBaseline(this: unknown, received: Scannable, baseline: Baseline, options?: BaselineOptions) {
    const update = updates(this, options?.update)
    return answer(await judgeBaseline(received, baseline, { ...options, update }))
  },
}

/** `-u`: vitest and jest keep it in the state of their snapshots, in `this` of a matcher. With `.not` nothing is written. */
function updates(runner: unknown, asked: boolean | undefined): boolean {
  const { snapshotState, isNot } = (runner ?? {}) as {
    readonly snapshotState?: { readonly _updateSnapshot?: unknown }
    readonly isNot?: boolean
  }
  return isNot !== true && (asked ?? (snapshotState?._updateSnapshot === 'all' || updatesBaselines()))
}

function answer({ pass, message }: Judgement): MatcherAnswer {
  return { pass, message: () => message }
}
