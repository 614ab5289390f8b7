import { expect, test } from 'vitest'
import { wavesOptions } from '../../../src/fingerprint/identify-options.ts'
import { commonServices, optInServices } from '../../../src/fingerprint/services/index.ts'
import { memoryNetwork } from '../../support/memory-network.ts'

const { connector } = memoryNetwork({ ports: {} })
const failed = (): void => {}

test('what is left open has its default, and polite scans less of it', () => {
  expect(wavesOptions({ connector }, failed)).toMatchObject({
    probes: commonServices,
    intensity: 7,
    tls: true,
    time: 5_000,
    connections: 48,
    atOnce: 4,
  })
  expect(wavesOptions({ connector, polite: true }, failed)).toMatchObject({ connections: 12, atOnce: 2 })
  const budget = { time: 100, connections: 3 }
  expect(wavesOptions({ connector, polite: true, budget }, failed)).toMatchObject(budget)
})

test('the probes of the user are told from our own by their names', () => {
  const mine = { name: 'mine', ports: [], rarity: 1, matchers: [] }
  const copy = { ...optInServices[0]! }
  expect(wavesOptions({ connector, probes: [...commonServices, copy, mine] }, failed).own).toEqual(
    new Set(['mine']),
  )
})
