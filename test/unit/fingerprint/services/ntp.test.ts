import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ntp } from '../../../../src/fingerprint/services/ntp.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['ntp']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'ntp', sent: bytes(pair.sent) }, [ntp])
}

const hello = { address: '192.0.2.1', port: 123, tls: false, random: () => 0.5 }

function changed(...changes: readonly (readonly [at: number, value: number])[]): Buffer {
  const answer = bytes(said['chrony']!.received)
  for (const [at, value] of changes) answer[at] = value
  return answer
}

it('asks as a client, with a cookie for its time', () => {
  const request = ntp.datagrams![0]!(hello)
  expect([request.length, request[0], [...request.subarray(40)]]).toEqual([48, 0x23, Array(8).fill(128)])
})

it('reads the clock', () => {
  expect(named(said['chrony']!)).toMatchObject({
    name: 'ntp',
    confidence: 'verified',
    details: { version: 4, stratum: 10, referenceId: '127.127.1.1', leap: 'none', rootDelay: 0 },
  })
  const primary = changed([1, 1], [12, 0x47], [13, 0x50], [14, 0x53], [15, 0], [6, 0x80], [0, 0xe4])
  expect(named({ ...said['chrony']!, received: primary })?.details).toMatchObject({
    stratum: 1,
    referenceId: 'GPS',
    rootDelay: 500,
    leap: 'unsynchronised',
  })
})

it('says why it refuses', () => {
  const kiss = changed([1, 0], [12, 0x52], [13, 0x41], [14, 0x54], [15, 0x45])
  expect(named({ ...said['chrony']!, received: kiss })?.details).toMatchObject({ stratum: 0, kiss: 'RATE' })
})

it.each([
  ['a client', changed([0, 0x23])],
  ['version 7', changed([0, 0x3c])],
  ['stratum 17', changed([1, 17])],
  ['another time', changed([24, 1])],
  ['half an answer', changed().subarray(0, 40)],
])('is not %s', (_what, received) => {
  expect(named({ ...said['chrony']!, received })).toBeUndefined()
})

it('reads what a server says of itself, where it does', () => {
  const text =
    'version="ntpd 4.2.8p15@1.3728-o Wed Sep 23", processor="x86_64", system="Linux/5.10.0", leap=0'
  const header = Buffer.from([0x16, 0x82, 0, 1, 0, 0, 0, 0, 0, 0, 0, text.length])
  const known = ntp.matchers[0]!(bytes(said['chrony']!.received), { transport: 'udp' })!
  const step = ntp.datagramDetail!(known, 0, hello)!
  const answer = Buffer.concat([header, Buffer.from(text)])
  expect(step.merge(known, answer, { transport: 'udp' })).toMatchObject({
    product: 'ntpd',
    version: '4.2.8p15',
    os: 'Linux',
    details: { system: 'Linux/5.10.0', processor: 'x86_64', stratum: 10 },
  })
  expect(step.merge(known, answer.subarray(1), { transport: 'udp' })).toBe(known)
  expect(ntp.datagramDetail!(known, 1, hello)).toBeUndefined()
})

it('names an answer to a control query that somebody else asked', () => {
  const text = 'version="ntpd ntpsec-1.2.2+67-gf3a8e42", processor="x86_64", system="FreeBSD/13.2", leap=0'
  const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '\0')
  const answer = Buffer.from(
    `\x16\x82\0\x01\0\0\0\0\0\0\0${String.fromCharCode(text.length)}${padded}`,
    'latin1',
  )
  expect(recognize(answer, { transport: 'udp' }, [ntp])).toMatchObject({
    name: 'ntp',
    product: 'NTPsec',
    version: '1.2.2',
    os: 'FreeBSD',
    confidence: 'structured',
  })
  const not = (...changes: readonly [number, number][]) => {
    const changed = Buffer.from(answer)
    for (const [at, value] of changes) changed[at] = value
    return recognize(changed, { transport: 'udp' }, [ntp])
  }
  // Another operation, an error, a length that does not fit, no list of variables, TCP.
  expect(not([1, 0x81])).toBeUndefined()
  expect(not([1, 0xc2])).toBeUndefined()
  expect(not([11, text.length + 8])).toBeUndefined()
  expect(not([12, 0x22])).toBeUndefined()
  expect(recognize(answer, { transport: 'tcp' }, [ntp])).toBeUndefined()
})
