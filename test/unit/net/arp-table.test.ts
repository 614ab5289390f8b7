import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseArpTable } from '../../../src/net/arp-table.ts'

const HEAD = 'IP address       HW type     Flags       HW address            Mask     Device\n'
const row = (address: string, flags: string, mac: string, device = 'eth0'): string =>
  `${address.padEnd(16)} 0x1         ${flags.padEnd(10)}  ${mac}     *        ${device}\n`
const MAC = '00:00:5E:00:53:01'
const NONE = '00:00:00:00:00:00'

describe('parseArpTable', () => {
  test('complete, permanent and published entries have their hardware address, in lower case', () => {
    const text =
      HEAD + row('192.0.2.1', '0x2', MAC) + row('192.0.2.2', '0x6', MAC) + row('192.0.2.3', '0xe', MAC)
    expect([...parseArpTable(text)]).toEqual(
      ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((address) => [address, MAC.toLowerCase()]),
    )
  })

  test('an entry that nobody answered for is incomplete, also where it once had an address', () => {
    const table = parseArpTable(HEAD + row('192.0.2.1', '0x0', NONE) + row('192.0.2.2', '0x0', MAC))
    expect([...table.values()]).toEqual(['incomplete', 'incomplete'])
  })

  test('on several links, the one that answered counts, in any order', () => {
    const silent = row('192.0.2.1', '0x0', NONE)
    const answered = row('192.0.2.1', '0x2', MAC, 'eth1')
    for (const text of [HEAD + silent + answered, HEAD + answered + silent])
      expect(parseArpTable(text).get('192.0.2.1')).toBe(MAC.toLowerCase())
  })

  test('links without Ethernet addresses say nothing', () => {
    expect(parseArpTable(HEAD + row('192.0.2.1', '0x2', NONE)).size).toBe(0)
    expect(parseArpTable(`${HEAD}192.0.2.1  0x20  0x2  00:11:22:33  *  ib0\n`).size).toBe(0)
  })

  test('a last row that was cut off is left out, and one without its line end is not', () => {
    const text = HEAD + row('192.0.2.1', '0x2', MAC) + row('192.0.2.2', '0x2', MAC)
    expect(parseArpTable(text.slice(0, -1)).size).toBe(2)
    expect(parseArpTable(text.slice(0, -40)).size).toBe(1)
  })

  test('reads a bounded number of rows', () => {
    const text =
      HEAD +
      Array.from({ length: 20_000 }, (_, at) => row(`10.0.${at >> 8}.${at & 255}`, '0x2', MAC)).join('')
    expect(parseArpTable(text).size).toBe(16_383)
  })

  test('any text gives addresses and neighbours, or nothing', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '192.0.2.1',
        '0x1',
        '0x2',
        ' ',
        '\n',
        MAC,
        NONE,
        'eth0',
        HEAD,
        row('192.0.2.9', '0x2', MAC),
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const [address, neighbour] of parseArpTable(pieces.join(''))) {
          expect(address).toMatch(/^[\d.]{7,15}$/)
          expect(neighbour).toMatch(/^(incomplete|[\da-f]{2}(:[\da-f]{2}){5})$/)
        }
      }),
    )
  })
})
