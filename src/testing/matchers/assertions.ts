import { AssertionError } from 'node:assert'
import type { PortSpec } from 'portscan-core'
import { judgeClosedPort } from './closed-port.ts'
import { judgeExposure } from './expose-only.ts'
import type { Judgement } from './judgement.ts'
import { judgeBaseline, type Baseline, type BaselineOptions } from './match-baseline.ts'
import type { OnePort } from './one-port.ts'
import { judgeOpenPort, type OpenPortOptions } from './open-port.ts'
import type { ExposureOptions, LookOptions, Scannable } from './scannable.ts'

/**
 * These ports are open, and no others of those that are looked at: `toExposeOnly` for `node:test` and other runners.
 * Rejects with an `AssertionError` that tells what differs, port by port; where it could not be found out with that, or
 * with what `scan()` throws.
 *
 * @example
 * test('nothing else is exposed', () => assertExposesOnly('127.0.0.1', [22, 443]))
 */
export async function assertExposesOnly(
  received: Scannable,
  ports: PortSpec,
  options?: ExposureOptions,
): Promise<void> {
  hold(await judgeExposure(received, ports, options))
}

/**
 * The port is open, and what it is demanded to be.
 *
 * @example
 * await assertOpenPort('127.0.0.1', 443, { service: 'https', tlsAtLeast: 'TLSv1.2' })
 */
export async function assertOpenPort(
  received: Scannable,
  port: OnePort,
  options?: OpenPortOptions,
): Promise<void> {
  hold(await judgeOpenPort(received, port, options))
}

/**
 * The port refuses. Where a filtered one will do too: `assertExposesOnly(target, [], { ports: [23] })`.
 *
 * @example
 * await assertClosedPort('127.0.0.1', 23)
 */
export async function assertClosedPort(
  received: Scannable,
  port: OnePort,
  options?: LookOptions,
): Promise<void> {
  hold(await judgeClosedPort(received, port, options))
}

/**
 * What is open is what a policy allows. With `PORTSCAN_UPDATE=1` in the environment, or `update`, the file is written
 * from what is open now.
 *
 * @example
 * await assertMatchesBaseline('127.0.0.1', 'ports.yaml')
 */
export async function assertMatchesBaseline(
  received: Scannable,
  baseline: Baseline,
  options?: BaselineOptions,
): Promise<void> {
  hold(await judgeBaseline(received, baseline, options))
}

function hold({ pass, message }: Judgement): void {
  if (!pass) throw new AssertionError({ message })
}
