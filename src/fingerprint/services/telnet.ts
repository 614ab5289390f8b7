import { cleanValue, known as present, latin1 } from '../field.ts'
import { operatingSystem } from '../products/operating-system.ts'
import { firstRule } from '../products/product-rule.ts'
import { deviceInText } from '../products/rules-snmp-makers.ts'
import { telnetRules } from '../products/rules-telnet.ts'
import type { AnswerContext, DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { readTelnet, refusals, type TelnetOption, type TelnetText } from '../telnet-options.ts'

/** `details` of a service named `telnet`. */
export interface TelnetDetails {
  /** What it offers and demands (RFC 855), in its order. */
  readonly options?: readonly TelnetOption[]
  /** How many of the options have been refused, so that it goes on to its text. */
  readonly refused?: number
  /** The text so far, without commands and escape sequences, at most 512 characters. */
  readonly text?: string
  /** The line at the end that asks for something: `'login:'`. */
  readonly prompt?: string
}

const ESCAPES = /\x1b(?:\[[0-9;?]{0,16}[@-~]|[()][A-Z0-9]|[=>78cDEHM])/g // eslint-disable-line no-control-regex
// Bytes that no terminal is sent: another protocol that happens to begin with 255.
const BINARY = /[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]/ // eslint-disable-line no-control-regex
const PROMPT =
  /(?:^|\n)(?<prompt>[^\n]{0,64}?(?:login|log in|user ?name|user ?id|user|account|password|passcode))[ \t]{0,8}[:>][ \t\0]{0,8}$/i
const HOST = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}) login$/i

function plain(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/\r{0,4}\n|\r\0?/g, '\n')
    .replaceAll('\0', '')
}

const spoken: Matcher = (answer, context) => {
  const read = readTelnet(answer)
  const text = plain(read.text)
  if (read.options.length > 0) {
    if (!read.whole || BINARY.test(read.text)) return undefined
    return described({ name: 'telnet', confidence: 'structured', evidence: 'option negotiation' }, read, '')
  }
  if (!read.whole || /[^\t\n -~\xa0-\xff]/.test(text)) return undefined
  const prompt = cleanValue(PROMPT.exec(text.trimEnd())?.groups?.['prompt'])
  if (prompt === undefined && !isExpected(text, context)) return undefined
  const evidence = prompt === undefined ? 'text on its usual port' : `prompt "${prompt}"`
  return described({ name: 'telnet', confidence: 'pattern', evidence }, read, '')
}

/** The terminal of a routing daemon (Zebra and its heirs) that nobody has set a password for: it says so and hangs up. */
const locked: Matcher = (answer) =>
  /^Vty password is not set\.\r\n/.test(latin1(answer, 0, 64))
    ? {
        name: 'telnet',
        details: { text: 'Vty password is not set.' } satisfies TelnetDetails,
        confidence: 'pattern',
        evidence: 'terminal without a password',
      }
    : undefined

/** Where Telnet is usual, a plain text that nobody else begins so is its. */
function isExpected(text: string, { port, probe }: AnswerContext): boolean {
  const unasked = probe === undefined || probe === 'listen'
  if (probe !== 'telnet' && !(unasked && (port === 23 || port === 2323))) return false
  return /[a-z]{3}/i.test(text) && !/^\s{0,4}(?:\d{3}[ -]|SSH-|\+OK|-ERR|\* |HTTP\/|RFB |<|\{|@)/.test(text)
}

/** The match with what a further piece of the talk adds. */
function described(match: Match, read: TelnetText, before: string, refused?: number): Match {
  const text = `${before}${plain(read.text)}`.slice(-2_048)
  const prompt = PROMPT.exec(text.trimEnd())?.groups?.['prompt']
  const options = [
    ...((match.details?.['options'] as readonly TelnetOption[] | undefined) ?? []),
    ...read.options,
  ]
  const facts = firstRule(telnetRules, text.trim()) ?? deviceInText(text.trim()) ?? {}
  const system = facts.os === undefined ? operatingSystem(text) : undefined
  const host = prompt && HOST.exec(prompt.trim())?.groups?.['hostname']
  const details: TelnetDetails = {
    ...(options.length > 0 && { options: options.slice(0, 64) }),
    ...present({ refused, text: cleanText(text), prompt: cleanValue(prompt && `${prompt.trim()}:`) }),
  }
  return {
    ...match,
    ...present({
      hostname: host,
      os: system?.name,
      cpe: system?.cpe === undefined ? undefined : [system.cpe],
    }),
    ...facts,
    details: { ...details },
  }
}

function cleanText(text: string): string | undefined {
  const lines = text.split('\n', 64).flatMap((line) => cleanValue(line) ?? [])
  return lines.length === 0 ? undefined : lines.join('\n').slice(0, 512)
}

/** Refuses what was offered: a server that has no answers left to wait for shows its text. */
function refuse(known: Match): DetailStep {
  const { options = [], text = '' } = (known.details ?? {}) as TelnetDetails
  return {
    send: refusals(options),
    enough: isSettled,
    merge: (match, answer) => described(match, readTelnet(answer), `${text}\n`, options.length),
  }
}

/** A prompt waits for us, and so do commands with nothing after them. */
function isSettled(bytes: Uint8Array): boolean {
  const { options, text, whole } = readTelnet(bytes)
  return whole && ((options.length > 0 && text === '') || PROMPT.test(plain(text).trimEnd()))
}

/**
 * Telnet, RFC 854 and RFC 855.
 *
 * Asks: nothing, the server speaks first; refuses every option, so that it shows its text.
 * Known by: option negotiation, or a prompt for a login.
 * Version: product, system and host name where the text before the prompt tells them.
 */
export const telnet: ServiceProbe = {
  name: 'telnet',
  ports: [23, 2323],
  tlsPorts: [992],
  rarity: 2,
  serverFirst: true,
  enough: isSettled,
  matchers: [spoken, locked],
  detail: (match, step) => {
    const { options = [], refused = 0, prompt } = (match.details ?? {}) as TelnetDetails
    const open = prompt === undefined && options.length > refused && (step === 0 || refused > 0)
    return open && step < 4 && refusals(options).length > 0 ? refuse(match) : undefined
  },
}
