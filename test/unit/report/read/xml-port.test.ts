import { expect, test } from 'vitest'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'
import { XmlPort } from '../../../../src/report/read/xml-port.ts'

const owner = {
  target: '192.0.2.1',
  address: '192.0.2.1',
  family: 4,
  at: '2026-11-21T07:00:00.000Z',
} as const

test('only the text of its own elements counts', () => {
  const port = new XmlPort({ protocol: 'tcp', portid: '22' }, 'nmap')
  port.open('port/state', { state: 'open', reason: 'syn-ack' })
  port.open('port/service', { name: 'ssh', method: 'probed' })
  port.open('service/cpe', {})
  port.text('cpe:/a:')
  port.text('openbsd:openssh')
  port.close('service/cpe')
  port.text('between')
  port.open('osclass/cpe', {})
  port.text('cpe:/o:no')
  port.close('osclass/cpe')
  expect(port.result(owner, new UnclearWords())?.service?.cpe).toEqual([
    'cpe:2.3:a:openbsd:openssh:*:*:*:*:*:*:*:*',
  ])
})

test('text without end is not kept', () => {
  const port = new XmlPort({ protocol: 'tcp', portid: '22' }, 'nmap')
  port.open('port/service', { name: 'x' })
  port.open('service/cpe', {})
  for (let time = 0; time < 100; time++) port.text('x'.repeat(65_536))
  port.close('service/cpe')
  const [name] = port.result(owner, new UnclearWords())?.service?.cpe ?? []
  expect(name?.length).toBeLessThanOrEqual(2 * 65_536)
})

test('of another transport it is left out', () => {
  const unclear = new UnclearWords()
  expect(new XmlPort({ protocol: 'sctp', portid: '22' }, 'nmap').result(owner, unclear)).toBeUndefined()
  expect([...unclear.warnings()]).toHaveLength(1)
})
