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

/**
 * What a peer does once somebody has connected.
 *
 * @example
 * const quotes: PeerScript = (peer) => peer.listen((heard) => peer.send(`"${Buffer.from(heard)}"`))
 */
export type PeerScript = (peer: Peer) => void

/** Accepts and says nothing. */
export const silent: PeerScript = () => {}

/**
 * Speaks first, then does what `then` says.
 *
 * @example
 * greets('220 mail.example ESMTP\r\n', answers(() => '250 ok\r\n'))
 */
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

/** Ends the conversation at once, in both directions. */
export const closes: PeerScript = (peer) => peer.close()
/** Says at once that it will send nothing, and goes on to listen. */
export const halfCloses: PeerScript = (peer) => peer.halfClose()
/** Resets the connection at once. */
export const resets: PeerScript = (peer) => peer.reset()
/** Accepts and never reads, so that its window fills up. */
export const readsNothing: PeerScript = (peer) => peer.stopReading()

/** Runs another script `ms` milliseconds later. */
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

/** Sends `text` one byte at a time, one each `every` milliseconds, for ever. */
export const drips =
  (every: number, text = 'drip'): PeerScript =>
  (peer) => {
    const drip = (at: number): void => {
      peer.send(text[at % text.length]!)
      peer.after(every, () => drip(at + 1))
    }
    drip(0)
  }
