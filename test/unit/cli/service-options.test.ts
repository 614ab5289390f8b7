import { expect, test } from 'vitest'
import type { ScanFlags } from '../../../src/cli/scan-flags.ts'
import { serviceOptions } from '../../../src/cli/service-options.ts'
import { fakeLibrary, runFake } from './fake-world.ts'

const optionsOf = (flags: ScanFlags): Promise<unknown> => serviceOptions(flags, fakeLibrary())

test('services or none', async () => {
  expect(await optionsOf({})).toBeUndefined()
  expect(await optionsOf({ services: true })).toBe(true)
})

test('a contact goes into the service probes, and needs them', async () => {
  const contact = 'https://scans.example'
  expect(await optionsOf({ services: true, contact })).toEqual({ contact })
  await expect(optionsOf({ contact })).rejects.toThrow('expected -s with it, as in: -s --contact')
})

test("probes of the user's own stand before the others, and need them", async () => {
  expect(await optionsOf({ services: true, probes: ['a.json', 'b.yaml'] })).toEqual({
    probes: [{ name: 'of a.json' }, { name: 'of b.yaml' }, { name: 'common' }],
  })
  await expect(optionsOf({ probes: ['a.json'] })).rejects.toThrow(
    'expected -s with it, as in: -s --probes acme.yaml',
  )
})

test('a probe that goes out only by name is asked for by it, and needs the others', async () => {
  expect(await optionsOf({ services: true, probe: ['modbus'] })).toEqual({
    probes: [{ name: 'common' }, 'modbus'],
  })
  expect(await optionsOf({ services: true, probe: ['modbus'], probes: ['a.json'] })).toEqual({
    probes: [{ name: 'of a.json' }, { name: 'common' }, 'modbus'],
  })
  await expect(optionsOf({ probe: ['modbus'] })).rejects.toThrow(
    'expected -s with it, as in: -s --probe modbus',
  )
  const { out } = await runFake('192.0.2.1 -p 502 -s --probe modbus -f json')
  expect(JSON.parse(out)).toMatchObject({ options: { services: { probes: ['modbus'] } } })
})

test('the report names the file, not what was in it', async () => {
  const { out } = await runFake('192.0.2.1 -p 22 -s --probes a.json --contact x -f json')
  expect(JSON.parse(out)).toMatchObject({ options: { services: { contact: 'x', probes: ['a.json'] } } })
})
