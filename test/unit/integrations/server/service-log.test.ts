import { expect, test } from 'vitest'
import { serviceLog } from '../../../../src/integrations/server/service-log.ts'

function logAt(level: 'warn' | 'info' | 'silent') {
  const lines: Record<string, unknown>[] = []
  let now = 1_000
  const log = serviceLog(
    level,
    (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
    () => now,
  )
  return { log, lines, wait: (ms: number) => (now += ms) }
}

test('lines of JSON with the numbers of pino, and no key', () => {
  const { log, lines } = logAt('warn')
  log.warn({ err: new Error('refused psc_0123456789ab_secret') }, 'trouble')
  log.info({}, 'not wanted')
  expect(lines).toMatchObject([{ level: 40, time: 1_000, msg: 'trouble', err: { message: 'refused psc_…' } }])
})

test('the same is told every so often', () => {
  const { log, lines, wait } = logAt('info')
  for (const pause of [0, 9_000, 2_000]) {
    wait(pause)
    log.error({}, 'away')
    log.error({ what: 'other' }, 'away')
  }
  expect(lines).toHaveLength(4)
})

test('silent is silent', () => {
  const { log, lines } = logAt('silent')
  log.error({}, 'away')
  expect(lines).toEqual([])
})
