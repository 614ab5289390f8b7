import type { PortSpec } from 'portscan-core'
import { judgeClosedPort } from './closed-port.ts'
import { judgeExposure } from './expose-only.ts'
import { updatesBaselines } from './baseline-file.ts'
import { judgeBaseline, type Baseline, type BaselineOptions } from './match-baseline.ts'
import { judgeOpenPort, type OpenPortOptions } from './open-port.ts'
import type { OnePort } from './one-port.ts'
import { answerTo, isNegated, isUpdating } from './runner.ts'
import type { ExposureOptions, LookOptions, Scannable } from './scannable.ts'

export type { MatcherAnswer } from './runner.ts'

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

/**
 * The matchers, for `expect.extend()`. `portscan-core/testing/vitest` and `portscan-core/testing/jest` extend the
 * runner's `expect` when they are imported, and bring the types.
 *
 * @example
 * expect.extend(portscanMatchers)
 */
export const portscanMatchers = {
  toExposeOnly(this: unknown, received: Scannable, ports: PortSpec, options?: ExposureOptions) {
    return answerTo(this, () => judgeExposure(received, ports, options))
  },
  toHaveOpenPort(this: unknown, received: Scannable, port: OnePort, options?: OpenPortOptions) {
    return answerTo(this, () => judgeOpenPort(received, port, options))
  },
  toHaveClosedPort(this: unknown, received: Scannable, port: OnePort, options?: LookOptions) {
    return answerTo(this, () => judgeClosedPort(received, port, options))
  },
  toMatchBaseline(this: unknown, received: Scannable, baseline: Baseline, options?: BaselineOptions) {
    // With `.not` it is not to be what is there.
    const update = isNegated(this) !== true && (options?.update ?? (isUpdating(this) || updatesBaselines()))
    return answerTo(this, () => judgeBaseline(received, baseline, { ...options, update }))
  },
}
