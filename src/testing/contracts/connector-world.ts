import assert from 'node:assert/strict'
import type { Connection, Connector, Endpoint } from 'portscan-core'
import type { PeerScript } from '../peer-script.ts'

/** A connector under test, and the world that it dials into. */
export interface ConnectorUnderTest {
  readonly connector: Connector
  /** An endpoint whose peer does what the script says. */
  serve(script: PeerScript): Promise<Endpoint> | Endpoint
  /** An endpoint on which nobody listens. */
  readonly closed: Endpoint
  /** An endpoint that never answers. */
  readonly silent: Endpoint
  /** Conversations that were opened so far, as the far end saw it. */
  readonly opened: number
  /** Resolves once no conversation is open, rejects after a while. */
  quiet(): Promise<void>
  close(): Promise<void> | void
}

/** Milliseconds that no case ever waits for. */
export const LONG = 5_000

export type ConnectorUse = (under: ConnectorUnderTest) => Promise<void>

/** A case with a conversation that is open, and closed afterwards. */
export function talk(peer: PeerScript, use: (connection: Connection) => Promise<void>): ConnectorUse {
  return async ({ connector, serve }) => {
    const connection = await connector(await serve(peer), { timeout: LONG })
    try {
      await use(connection)
    } finally {
      connection.close()
    }
  }
}

/** The code that a dial was refused with; one that succeeds is an error here. */
export async function codeOf(dial: Promise<Connection>): Promise<string> {
  let connection: Connection
  try {
    connection = await dial
  } catch (failure) {
    return (failure as { readonly code: string }).code
  }
  connection.close()
  return assert.fail('the dial was expected to fail')
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
