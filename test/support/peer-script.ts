/** The far end of a conversation, as a script sees it; the same over a real socket and in memory. */
export interface Peer {
  send(bytes: Uint8Array | string): void
  /** Sends without end, as fast as the other side takes it. */
  stream(chunk: Uint8Array): void
  /** Says that nothing more will be sent, and goes on to listen. */
  halfClose(): void
  /** Ends the conversation in both directions. */
  close(): void
  reset(): void
  /** Calls `hear` with each chunk that comes. */
  listen(hear: (bytes: Uint8Array) => void): void
  /** Reads nothing from now on, so that the window fills up. */
  stopReading(): void
  /** Calls `run` in `ms` milliseconds, unless the conversation is over by then. */
  after(ms: number, run: () => void): void
}

/** What a peer does once somebody has connected. */
export type PeerScript = (peer: Peer) => void

export const silent: PeerScript = () => {}

/** Speaks first. */
export const greets =
  (greeting: Uint8Array | string, then: PeerScript = silent): PeerScript =>
  (peer) => {
    peer.send(greeting)
    then(peer)
  }

/** Answers each chunk that it hears; `undefined` says nothing. */
export const answers =
  (answer: (heard: Uint8Array) => Uint8Array | string | undefined): PeerScript =>
  (peer) => {
    peer.listen((heard) => {
      const reply = answer(heard)
      if (reply !== undefined) peer.send(reply)
    })
  }

export const closes: PeerScript = (peer) => peer.close()
export const halfCloses: PeerScript = (peer) => peer.halfClose()
export const resets: PeerScript = (peer) => peer.reset()
export const readsNothing: PeerScript = (peer) => peer.stopReading()

/** Runs another script a while later. */
export const later =
  (ms: number, then: PeerScript): PeerScript =>
  (peer) => {
    peer.after(ms, () => then(peer))
  }

/** Sends `chunk` again and again at full speed, for ever. */
export const floods =
  (chunk: Uint8Array = new Uint8Array(16_384).fill(0x41)): PeerScript =>
  (peer) => {
    peer.stream(chunk)
  }

/** Sends `text` one byte at a time, `every` so many milliseconds, for ever. */
export const drips =
  (every: number, text = 'drip'): PeerScript =>
  (peer) => {
    const drip = (at: number): void => {
      peer.send(text[at % text.length]!)
      peer.after(every, () => drip(at + 1))
    }
    drip(0)
  }
