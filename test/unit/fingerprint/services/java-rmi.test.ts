import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { javaRmi } from '../../../../src/fingerprint/services/java-rmi.ts'
import { javaRmi as said } from '../../../fixtures/services/java-rmi.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1099, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'java-rmi' } as const
const endpoint = () => javaRmi.matchers[0]!(bytes(said.endpoint), context)!

it('knows an acknowledgement whose length fits', () => {
  expect(endpoint()).toMatchObject({ product: 'Java RMI', details: { clientHost: '127.0.0.1' } })
  for (const text of [
    said.endpoint.slice(0, -1),
    `${said.endpoint}x`,
    said.endpoint.replace('N', 'O'),
    said.endpoint.replace('127', '1 7'),
    said.endpoint.replace('\0\0\xb5', '\0\x01\xb5'),
    'N\0\0\0\0\0\0',
  ])
    expect(recognize(bytes(text), context, [javaRmi])).toBeUndefined()
  expect(javaRmi.enough!(bytes(said.endpoint.slice(0, 9)))).toBe(false)
  expect(javaRmi.enough!(bytes(said.endpoint))).toBe(true)
})

it('reads the names of a registry', () => {
  const step = javaRmi.detail!(endpoint(), 0, hello)!
  expect(step.send).toHaveLength(47)
  expect(step.enough!(bytes(said.names.slice(0, 70)))).toBe(false)
  expect(step.enough!(bytes(said.names))).toBe(true)
  expect(step.merge(endpoint(), bytes(said.names), context)).toMatchObject({
    product: 'Java RMI registry (JMX)',
    details: { names: ['jmxrmi'] },
  })
  const other = said.names.replace('jmxrmi', 'abcdef')
  expect(step.merge(endpoint(), bytes(other), context).product).toBe('Java RMI registry')
})

it('is no registry where an exception comes back', () => {
  const { merge } = javaRmi.detail!(endpoint(), 0, hello)!
  expect(merge(endpoint(), bytes(said.names.replace('w\x0f\x01', 'w\x0f\x02')), context)).toEqual(endpoint())
  expect(merge(endpoint(), bytes('HTTP/1.1'), context)).toEqual(endpoint())
})
