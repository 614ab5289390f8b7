import { expect, test } from 'vitest'
import type { OpenPort } from '../../../../../../src/integrations/server/model.ts'
import { portTable } from '../../../../../../src/integrations/server/page/browser/port-table.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

const port: OpenPort = { address: '192.0.2.7', port: 443, transport: 'tcp', state: 'open', reason: 'syn-ack' }

test('a row for each port, with its certificate', () => {
  const certificate = { subject: 'CN=a.example', notAfter: '2027-02-15T00:00:00.000Z' }
  const service = { name: 'http', tls: { certificate } } as unknown as NonNullable<OpenPort['service']>
  const rows = find(find(portTable([port, { ...port, port: 8443, service }]), 'tbody'), 'tr').map(textOf)
  expect(rows).toEqual([
    '443/tcp192.0.2.7, open (syn-ack)',
    '8443/tcphttp over TLS192.0.2.7, open (syn-ack)certificate of CN=a.example, until 2027-02-15',
  ])
})

test('no port, and very many', () => {
  expect(textOf(portTable([]))).toBe('Nothing was open.')
  const many = Array.from({ length: 2001 }, (_, at) => ({ ...port, port: at + 1 }))
  expect(textOf(find(portTable(many), 'note'))).toBe('and 1 more; a report has all')
})
