import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { netbiosNs } from '../../../../src/fingerprint/services/netbios-ns.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['netbios-ns']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'netbios-ns', sent: bytes(pair.sent) }, [netbiosNs])
}

it('reads names, work group and hardware address', () => {
  expect(named(said['server']!)).toMatchObject({
    name: 'netbios-ns',
    hostname: 'FILESERVER',
    confidence: 'verified',
    details: {
      workgroup: 'OFFICE',
      mac: '00:00:5e:00:53:01',
      names: [
        { name: 'FILESERVER', suffix: 0, group: false },
        { name: 'FILESERVER', suffix: 0x20, group: false },
        { name: 'OFFICE', suffix: 0, group: true },
      ],
    },
  })
})

it('reads no more names than there are', () => {
  const { sent, received } = said['server']!
  const lies = bytes(received)
  lies[56] = 255
  const { names } = named({ sent, received: lies })!.details as { names: unknown[] }
  expect(names.length).toBeLessThan(8)
  expect(named({ sent, received: lies.subarray(0, 60) })?.details['names']).toEqual([])
})
