import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `pulseaudio`. */
export interface PulseaudioDetails {
  /** Why it does not answer: 1 because nobody has logged in. */
  readonly error?: number
}

/** Length of what follows, channel, offset, flags. */
const DESCRIPTOR = 20
/** Values have a type before them; this is a number of four bytes. */
const NUMBER = 0x4c
const [ERROR, REPLY, GET_SERVER_INFO] = [0, 2, 20]
/** Where our tag is in a message. */
const TAG = DESCRIPTOR + 6

/** Asks who it is, without a login: it refuses, and repeats the tag. */
function serverInfo({ random }: HelloContext): Uint8Array {
  const message = Buffer.alloc(DESCRIPTOR + 10)
  message.writeUInt32BE(10, 0)
  message.writeUInt32BE(0xffff_ffff, 4)
  message[DESCRIPTOR] = NUMBER
  message.writeUInt32BE(GET_SERVER_INFO, DESCRIPTOR + 1)
  message[TAG - 1] = NUMBER
  cookie(random, 4).copy(message, TAG)
  return message
}

const answerOf: Matcher = (answer, { sent }) => {
  if (answer.length < TAG + 4) return undefined
  const view = viewOf(answer)
  const command = view.getUint32(DESCRIPTOR + 1)
  const isControl = view.getUint32(0) === answer.length - DESCRIPTOR && view.getUint32(4) === 0xffff_ffff
  const isTagged = answer[DESCRIPTOR] === NUMBER && answer[TAG - 1] === NUMBER
  if (!isControl || !isTagged || (command !== ERROR && command !== REPLY)) return undefined
  const echoed = sent?.length === DESCRIPTOR + 10 && sameBytes(answer, TAG, sent, TAG, 4)
  const code = command === ERROR && answer.length === TAG + 9 ? view.getUint32(TAG + 5) : undefined
  return {
    name: 'pulseaudio',
    details: { ...(code !== undefined && { error: code }) } satisfies PulseaudioDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `a message whose length fits${echoed ? ', with our tag' : ''}`,
  }
}

/**
 * PulseAudio's native protocol, PROTOCOL and `native-common.h` of its source; PipeWire speaks it too.
 *
 * Asks: for the server's description, without a login.
 * Known by: our tag in a refusal whose length fits.
 * Version: none is told without a login.
 */
export const pulseaudio: ServiceProbe = {
  name: 'pulseaudio',
  ports: [4713],
  rarity: 8,
  hello: serverInfo,
  enough: (bytes) => bytes.length >= DESCRIPTOR && bytes.length >= DESCRIPTOR + viewOf(bytes).getUint32(0),
  matchers: [answerOf],
  reacts: { http: 'reset', tls: 'reset' },
}
