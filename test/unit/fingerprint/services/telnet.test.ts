import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { telnet } from '../../../../src/fingerprint/services/telnet.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { telnet as said } from '../../../fixtures/services/telnet.ts'

const hello = { address: '192.0.2.1', port: 23, tls: false, random: () => 0 }
const context = { transport: 'tcp', probe: 'listen' } as const
const named = (text: string) => recognize(bytes(text), context, [telnet])

it('is known by its options', () => {
  const found = named(said.options)!
  expect(found).toMatchObject({ name: 'telnet', confidence: 'structured' })
  expect(found.details['options']).toHaveLength(7)
})

it('refuses all options, round by round, until the text is there', () => {
  let match = named(said.options) as Match
  const sent: string[] = []
  for (const answer of [said.more, said.login]) {
    const step = telnet.detail!(match, sent.length, hello)!
    sent.push(Buffer.from(step.send).toString('hex'))
    expect(step.enough!(bytes(answer))).toBe(true)
    match = step.merge(match, bytes(answer), context)
  }
  expect(sent[0]).toBe('fffe25fffe26fffc18fffc20fffc23fffc27fffc24')
  expect(sent[1]!.startsWith(sent[0]!)).toBe(true)
  expect(match).toMatchObject({
    hostname: 'vm',
    os: 'Linux',
    details: {
      prompt: 'vm login:',
      text: 'Linux 6.18.44-fc-v657 (localhost) (pts/0)\nvm login:',
      refused: 13,
    },
  })
  expect(telnet.detail!(match, 2, hello)).toBeUndefined()
})

it('stops where nothing new comes', () => {
  const match = named(said.options) as Match
  expect(telnet.detail!(match, 1, hello)).toBeUndefined()
  const after = telnet.detail!(match, 0, hello)!.merge(match, bytes('\r\n'), context)
  expect(telnet.detail!(after, 1, hello)).toBeUndefined()
})

it('knows a prompt where nothing is negotiated, and less surely', () => {
  expect(named('Welcome\r\n\r\nrouter7 login: ')).toMatchObject({
    confidence: 'pattern',
    hostname: 'router7',
  })
  expect(named('\x1b[2J\x1b[1;1HUsername:')).toMatchObject({ details: { prompt: 'Username:' } })
  expect(named('Password:')?.name).toBe('telnet')
  expect(named('Welcome')).toBeUndefined()
  expect(named('login: \x01\x02')).toBeUndefined()
})

it('is not another protocol that begins with 255', () => {
  expect(named('\xff\xfb\x60')).toBeUndefined()
  expect(named('\xff\xfb\x01\x00\x01\x02\x03')).toBeUndefined()
  // A JPEG, and a text in UTF-16 with its mark.
  expect(named('\xff\xd8\xff\xe0\x00\x10JFIF')).toBeUndefined()
  expect(named('\xff\xfel\x00o\x00')).toBeUndefined()
  expect(named('\xff\xfb')).toBeUndefined()
})

it('reads device and system from the text', () => {
  expect(named('\xff\xfb\x01DD-WRT v3.0-r34886M std (c) 2018\r\nap login: ')).toMatchObject({
    product: 'DD-WRT',
    version: '3.0-r34886M',
    hostname: 'ap',
  })
  expect(named('\xff\xfb\x01Debian GNU/Linux 12\r\nhost1 login: ')).toMatchObject({ os: 'Debian' })
})

it('takes a text without a prompt only on its own port, when the server spoke first', () => {
  const text = 'Sorry, no line is free.\r\n'
  const on = (port: number, probe?: string, said = text) =>
    recognize(bytes(said), { transport: 'tcp', port, ...(probe !== undefined && { probe }) }, [telnet])
      ?.confidence
  expect(on(23, 'listen')).toBe('pattern')
  expect(on(23)).toBe('pattern')
  expect(on(4000, 'telnet')).toBe('pattern')
  expect(on(23, 'http')).toBeUndefined()
  expect(on(4000)).toBeUndefined()
  expect(on(4000, 'listen')).toBeUndefined()
  expect(on(23, 'listen', '220 ready\r\n')).toBeUndefined()
})

it('is known by a terminal that lets nobody in', () => {
  expect(named(said.locked)).toMatchObject({ name: 'telnet', confidence: 'pattern' })
  expect(named(` ${said.locked}`)).toBeUndefined()
})
