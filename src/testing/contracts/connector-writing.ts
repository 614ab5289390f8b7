import assert from 'node:assert/strict'
import * as script from '../peer-script.ts'
import { LONG, talk, text, type ConnectorUse } from './connector-world.ts'
import { rest } from './event-loop.ts'

const PEERS: Readonly<Record<string, script.PeerScript>> = {
  'is silent': script.silent,
  floods: script.floods(),
  drips: script.drips(1),
  'has closed': script.closes,
  'has half-closed': script.halfCloses,
  'has reset': script.resets,
  'reads nothing': script.readsNothing,
}

/** What the connections of a connector do with what is written, and when they are closed. */
export const writingAndClosing: Readonly<Record<string, ConnectorUse>> = {
  'what is written is heard, and the answer read': talk(
    script.answers((heard) => `you said ${text(heard)}`),
    async (connection) => {
      for (const word of ['hello', 'again']) {
        connection.write(Buffer.from(word))
        assert.equal(text((await connection.read({ timeout: LONG })).bytes), `you said ${word}`)
      }
    },
  ),

  'a peer that never reads is noticed by the deadline': talk(script.readsNothing, async (connection) => {
    connection.write(new Uint8Array(4_000_000))
    assert.equal((await connection.read({ timeout: 50 })).end, 'silence')
  }),

  'writing to a peer that has gone throws nothing': talk(
    script.later(20, script.resets),
    async (connection) => {
      await connection.read({ timeout: LONG })
      connection.write(Buffer.from('anybody?'))
      await rest(3)
      assert.equal((await connection.read({ timeout: LONG })).end, 'reset')
    },
  ),

  'closing ends the read that waits, and may be done again': talk(script.silent, async (connection) => {
    const reading = connection.read({ timeout: LONG })
    await rest()
    connection.close()
    connection.close()
    assert.equal((await reading).bytes.length, 0)
    connection.write(Buffer.from('late'))
    assert.equal((await connection.read({ timeout: LONG })).bytes.length, 0)
  }),

  ...Object.fromEntries(
    Object.entries(PEERS).map(([what, peer]) => [
      `closing leaves nothing open when the peer ${what}`,
      closesTidily(peer),
    ]),
  ),
}

function closesTidily(peer: script.PeerScript): ConnectorUse {
  return async ({ connector, serve, quiet }) => {
    const endpoint = await serve(peer)
    for (const turns of [0, 3]) {
      // A peer that resets at once may be gone before the handshake is told.
      const connection = await connector(endpoint, { timeout: LONG }).catch(() => undefined)
      connection?.write(new Uint8Array(100_000))
      await rest(turns)
      connection?.close()
      await quiet()
    }
  }
}
