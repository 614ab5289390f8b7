import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { epmd } from '../../../../src/fingerprint/services/epmd.ts'
import { epmd as said } from '../../../fixtures/services/epmd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'epmd', port = 25_003) =>
  recognize(bytes(text), { transport: 'tcp', probe, port }, [epmd])

it('reads the nodes and its own port', () => {
  expect(named(said.nodes)).toMatchObject({
    product: 'Erlang Port Mapper Daemon',
    confidence: 'verified',
    details: { port: 25_003, nodes: [{ name: 'rabbit', port: 25_004 }] },
  })
  expect(named(said.nodes, 'epmd', 4369)?.confidence).toBe('structured')
})

it('takes four bytes for its own only where they are the port', () => {
  expect(named(said.none)).toMatchObject({ confidence: 'verified', details: { nodes: [] } })
  expect(named(said.none, 'epmd', 4369)).toBeUndefined()
  expect(named(said.none, 'http')).toBeUndefined()
})

it('is not other text, nor a port out of range', () => {
  expect(named(`${said.none}hello\n`)).toBeUndefined()
  expect(named(`${said.none}name a at port x\n`)).toBeUndefined()
  expect(named(said.nodes.replace('\0\0', '\0\x01'))).toBeUndefined()
  expect(named('\0\0\0')).toBeUndefined()
})
