import { expect, test } from 'vitest'
import { masscanRecord } from '../../../../src/report/read/masscan-record.ts'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'

const unclear = new UnclearWords()

test('an object may have several ports', () => {
  const port = { proto: 'tcp', status: 'open', reason: 'syn-ack', ttl: 1 }
  const ports = masscanRecord(
    {
      ip: '192.0.2.7',
      timestamp: 1,
      ports: [
        { ...port, port: 1 },
        { ...port, port: 2 },
      ],
    },
    unclear,
  )
  expect(ports.map(({ port, at }) => [port, at])).toEqual([
    [1, '1970-01-01T00:00:01.000Z'],
    [2, '1970-01-01T00:00:01.000Z'],
  ])
})

test('that it has finished is no port', () => {
  expect(masscanRecord({ finished: 1 }, unclear)).toEqual([])
})

test('a banner is bytes', () => {
  const line = {
    ip: '192.0.2.7',
    port: 1,
    proto: 'tcp',
    rec_type: 'banner',
    data: { service_name: 'x', banner: '\xff\0' },
  }
  expect(masscanRecord(line, unclear)[0]?.banner).toEqual(Uint8Array.of(255, 0))
})
