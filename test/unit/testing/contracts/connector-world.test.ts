import { expect, test } from 'vitest'
import { codeOf, talk, text } from '../../../../src/testing/contracts/connector-world.ts'
import { memoryNetwork } from '../../../../src/testing/memory-network.ts'
import { silent } from '../../../../src/testing/peer-script.ts'
import { memoryWorld } from '../../../support/memory-world.ts'

test('a talk ends with its connection closed, whatever it says', async () => {
  const world = memoryWorld()
  await expect(talk(silent, () => Promise.reject(new Error('said')))(world)).rejects.toThrow('said')
  await world.quiet()
})

test('codeOf wants a failure, and lets nothing stay open', async () => {
  const network = memoryNetwork({ ports: ({ port }) => (port === 1 ? 'open' : 'closed') })
  const at = (port: number) => ({ address: '192.0.2.1', family: 4, port, transport: 'tcp' }) as const
  expect(await codeOf(network.connector(at(2), {}))).toBe('ECONNREFUSED')
  await expect(codeOf(network.connector(at(1), {}))).rejects.toThrow('expected to fail')
  expect(network.open).toBe(0)
})

test('text keeps bytes', () => {
  expect(text(Uint8Array.of(0x41, 0xff))).toBe('A\xff')
})
