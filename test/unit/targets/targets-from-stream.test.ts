import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { targetsFromStream } from '../../../src/targets/targets-from-stream.ts'

describe('targetsFromStream', () => {
  test('one target a line, without comments, blanks and marks', async () => {
    const text =
      '\ufeff192.0.2.1 # gateway\r\n\r\n  # all comment\n\thost.example:443  \r2001:db8::1\n192.0.2.0/24'
    expect(await collect(targetsFromStream([text]))).toEqual([
      '192.0.2.1',
      'host.example:443',
      '2001:db8::1',
      '192.0.2.0/24',
    ])
  })

  test('however the bytes are cut', async () => {
    const line = fc.constantFrom('192.0.2.1', 'bücher.example', '# nothing', '', '10.0.0.0/8 10.1.1.1')
    const lines = fc.array(line, { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (list, end, size) => {
          const bytes = Buffer.from(list.join(end))
          const chunks: Uint8Array[] = []
          for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
          const expected = list.filter((one) => one !== '' && !one.startsWith('#'))
          expect(await collect(targetsFromStream(chunks))).toEqual(expected)
        },
      ),
    )
  })

  test('a line without end is refused, not gathered', async () => {
    let chunks = 0
    function* endless(): Generator<string> {
      for (;;) {
        chunks++
        yield 'x'.repeat(10_000)
      }
    }
    await expect(collect(targetsFromStream(endless()))).rejects.toMatchObject({ code: 'ERR_TARGET' })
    expect(chunks).toBeLessThan(10)
  })

  test('leaving early destroys the stream, and its error comes through', async () => {
    const stream = Readable.from(['192.0.2.1\n192.0.2.2\n', '192.0.2.3\n'])
    for await (const target of targetsFromStream(stream)) {
      expect(target).toBe('192.0.2.1')
      break
    }
    expect(stream.destroyed).toBe(true)
    const broken = new Readable({
      read() {
        this.destroy(new Error('gone'))
      },
    })
    await expect(collect(targetsFromStream(broken))).rejects.toThrow('gone')
  })
})
