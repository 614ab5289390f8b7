import { latin1 } from './field.ts'

/** One offer or demand of a Telnet peer (RFC 855). */
export interface TelnetOption {
  readonly verb: 'WILL' | 'WONT' | 'DO' | 'DONT'
  /** Its number: 1 echo, 3 suppress go-ahead, 24 terminal type, 31 window size. */
  readonly option: number
}

/** What a Telnet peer sent: its commands, and the text without them. */
export interface TelnetText {
  readonly options: readonly TelnetOption[]
  readonly text: string
  /** False where a command is cut off, or is none that Telnet has. */
  readonly whole: boolean
}

const IAC = 255
const SB = 250
const SE = 240
const VERBS = ['WILL', 'WONT', 'DO', 'DONT'] as const
const MAX_OPTIONS = 64

/** Options that somebody uses: the assigned ones, and those of multi-user games. */
function isOption(option: number): boolean {
  return option <= 49 || [69, 70, 85, 86, 87, 90, 91, 93, 138, 139, 140, 200, 201, 255].includes(option)
}

/** Splits at most 4 KiB into commands and text. */
export function readTelnet(bytes: Uint8Array): TelnetText {
  const options: TelnetOption[] = []
  let text = ''
  const end = Math.min(bytes.length, 4_096)
  for (let at = 0; at < end;) {
    if (bytes[at] !== IAC) {
      const next = bytes.indexOf(IAC, at)
      const stop = next < 0 || next > end ? end : next
      text += latin1(bytes, at, stop)
      at = stop
      continue
    }
    const length = commandLength(bytes, at, options)
    if (length === 0) return { options, text, whole: false }
    at += length
  }
  return { options, text, whole: true }
}

/** The length of the command at a place, 0 where it is none; offers and demands go into the list. */
function commandLength(bytes: Uint8Array, at: number, options: TelnetOption[]): number {
  const [command = 0, option = 256] = [bytes[at + 1], bytes[at + 2]]
  const verb = VERBS[command - 251]
  if (verb !== undefined) {
    if (!isOption(option)) return 0
    if (options.length < MAX_OPTIONS) options.push({ verb, option })
    return 3
  }
  if (command === SB) {
    for (let end = at + 3; end < Math.min(bytes.length, at + 300); end++)
      if (bytes[end] === SE && bytes[end - 1] === IAC) return end + 1 - at
    return 0
  }
  return command > SE && command < SB ? 2 : 0
}

/** DONT to every WILL and WONT to every DO: a plain terminal, which every peer has to put up with (RFC 854). */
export function refusals(options: readonly TelnetOption[]): Uint8Array {
  const bytes = options.flatMap(({ verb, option }) =>
    verb === 'WILL' ? [IAC, 254, option] : verb === 'DO' ? [IAC, 252, option] : [],
  )
  return Uint8Array.from(bytes)
}
