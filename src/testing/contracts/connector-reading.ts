import assert from 'node:assert/strict'
import * as script from '../peer-script.ts'
import { LONG, talk, text, type ConnectorUse } from './connector-world.ts'
import { like } from './contract-case.ts'

const never = (): boolean => false

/** What the connections of a connector do with what the peer says. */
export const reading: Readonly<Record<string, ConnectorUse>> = {
  'the first chunk is enough': talk(script.greets('220 ready\r\n'), async (connection) => {
    const got = await connection.read({ timeout: LONG })
    like(got, { truncated: false, end: 'data' })
    assert.equal(text(got.bytes), '220 ready\r\n')
    assert.ok(got.rtt < LONG)
  }),

  'reads on until it is enough, asked with all bytes of this read': talk(
    script.greets('one ', script.later(15, script.greets('two '))),
    async (connection) => {
      const asked: string[] = []
      const enough = (bytes: Uint8Array): boolean => {
        asked.push(text(bytes))
        return text(bytes).includes('two')
      }
      const got = await connection.read({ timeout: LONG, enough })
      assert.deepEqual([text(got.bytes), got.end], ['one two ', 'data'])
      assert.equal(asked.at(-1), 'one two ')
    },
  ),

  'silence ends at the deadline': talk(script.silent, async (connection) => {
    const started = performance.now()
    const got = await connection.read({ timeout: 50 })
    like(got, { end: 'silence', truncated: false })
    assert.equal(got.bytes.length, 0)
    assert.ok(got.rtt > 40)
    assert.ok(performance.now() - started > 40)
  }),

  'data does not put the deadline off': talk(script.drips(5), async (connection) => {
    const started = performance.now()
    const got = await connection.read({ timeout: 80, enough: never })
    assert.equal(got.end, 'silence')
    assert.ok(got.bytes.length > 0)
    assert.ok(performance.now() - started < 1_500)
  }),

  'what comes between two reads waits for the second': talk(
    script.greets('one', script.later(30, script.greets('two'))),
    async (connection) => {
      assert.equal(text((await connection.read({ timeout: LONG })).bytes), 'one')
      await new Promise((later) => setTimeout(later, 80))
      assert.equal(text((await connection.read({ timeout: LONG })).bytes), 'two')
    },
  ),

  'keeps no more than it is told, and says so': talk(
    script.greets('0123456789', script.closes),
    async (connection) => {
      const got = await connection.read({ timeout: LONG, keep: 4, enough: never })
      like(got, { truncated: true, end: 'close' })
      assert.equal(text(got.bytes), '0123')
    },
  ),

  'exactly as many bytes as may be kept are not truncated': talk(
    script.greets('0123', script.closes),
    async (connection) => {
      const got = await connection.read({ timeout: LONG, keep: 4, enough: never })
      like(got, { truncated: false, end: 'close' })
    },
  ),

  'a flood ends with `full`: 16 KiB kept, 64 KiB read in all, and so do all further reads': talk(
    script.floods(),
    async (connection) => {
      const got = await connection.read({ timeout: LONG, enough: never })
      like(got, { truncated: true, end: 'full' })
      assert.equal(got.bytes.length, 16_384)
      const further = await connection.read({ timeout: LONG })
      like(further, { truncated: false, end: 'full' })
      assert.equal(further.bytes.length, 0)
    },
  ),

  'a peer that closes: what it said, then `close`, again and again': talk(
    script.greets('bye', script.closes),
    async (connection) => {
      const got = await connection.read({ timeout: LONG, enough: never })
      assert.deepEqual([text(got.bytes), got.end], ['bye', 'close'])
      for (let again = 0; again < 2; again++) {
        const further = await connection.read({ timeout: LONG })
        like(further, { end: 'close', truncated: false })
        assert.equal(further.bytes.length, 0)
      }
    },
  ),

  'a peer that half-closes and stays ends the read': talk(script.halfCloses, async (connection) => {
    assert.equal((await connection.read({ timeout: LONG })).end, 'close')
  }),

  'a peer that resets ends the read with `reset`': talk(
    script.later(20, script.resets),
    async (connection) => {
      like(await connection.read({ timeout: LONG }), { end: 'reset', truncated: false })
      assert.equal((await connection.read({ timeout: LONG })).end, 'reset')
    },
  ),

  'a reset in mid banner keeps the bytes so far': talk(
    script.greets('half a ban', script.later(20, script.resets)),
    async (connection) => {
      const got = await connection.read({ timeout: LONG, enough: never })
      assert.deepEqual([text(got.bytes), got.end], ['half a ban', 'reset'])
    },
  ),
}
