import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEndpoints } from '../../../../src/fingerprint/services/opc-ua-endpoints.ts'
import { OpcUaReader } from '../../../../src/fingerprint/services/opc-ua-reader.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { opcUa as said } from '../../../fixtures/services/opc-ua.ts'

/** Behind the header of the chunk, the token, the sequence, the type and the header of the answer. */
const START = 52
const read = (text: string) => readEndpoints(new OpcUaReader(bytes(text), START))

it('reads the application and its end points', () => {
  expect(read(said.endpoints)).toEqual({
    applicationUri: 'urn:freeopcua:python:server',
    productUri: 'urn:freeopcua.github.io:python:server',
    applicationName: 'Lab OPC UA',
    endpoints: [
      {
        url: 'opc.tcp://127.0.0.1:23002/lab/',
        security: 'none',
        policy: 'None',
        logins: ['anonymous', 'certificate', 'user-name'],
      },
    ],
  })
})

it('keeps what is there as a whole of a list that is cut off', () => {
  expect(read(said.endpoints.slice(0, -1))).toEqual({ endpoints: [] })
  const twice = said.endpoints.slice(START + 4).repeat(2)
  const list = `${said.endpoints.slice(0, START)}\x02\0\0\0${twice}`
  expect(read(list).endpoints).toHaveLength(2)
  expect(read(list.slice(0, -1)).endpoints).toHaveLength(1)
})

it('takes no number for a mode or a login that has no name', () => {
  const mode = said.endpoints.replace('\x01\0\0\0/\0\0\0http', '\x09\0\0\0/\0\0\0http')
  expect(mode).not.toBe(said.endpoints)
  expect(read(mode).endpoints).toEqual([])
  const login = said.endpoints.replace('anonymous\0\0\0\0', 'anonymous\x09\0\0\0')
  expect(read(login).endpoints[0]?.logins).toEqual(['certificate', 'user-name'])
})

it('gives bounded values, whatever the bytes are', () => {
  const changes = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 6 })
  fc.assert(
    fc.property(changes, fc.nat(600), (list, end) => {
      const answer = bytes(said.endpoints)
      for (const [at, value] of list) if (at < answer.length) answer[at] = value
      const found = readEndpoints(new OpcUaReader(answer.subarray(0, end), START))
      expect(found.endpoints.length).toBeLessThanOrEqual(64)
      for (const { logins } of found.endpoints) expect(logins.length).toBeLessThanOrEqual(4)
    }),
  )
})
