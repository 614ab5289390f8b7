import { describe, expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext, HelloContext, ServiceProbe } from '../../../../src/fingerprint/service-probe.ts'
import { chargen } from '../../../../src/fingerprint/services/chargen.ts'
import { daytime } from '../../../../src/fingerprint/services/daytime.ts'
import { echo } from '../../../../src/fingerprint/services/echo.ts'
import { finger } from '../../../../src/fingerprint/services/finger.ts'
import { gopher } from '../../../../src/fingerprint/services/gopher.ts'
import { ident } from '../../../../src/fingerprint/services/ident.ts'
import { time } from '../../../../src/fingerprint/services/time.ts'
import { whois } from '../../../../src/fingerprint/services/whois.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const hello: HelloContext = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }

function named(probe: ServiceProbe, text: string, context: Partial<AnswerContext> = {}) {
  const asked = probe.hello?.(hello)
  return recognize(
    bytes(text),
    { transport: 'tcp', probe: asked ? probe.name : 'listen', ...(asked && { sent: asked }), ...context },
    [probe],
  )
}

const asked = (probe: ServiceProbe): string => Buffer.from(probe.hello!(hello)).toString('latin1')

describe('echo', () => {
  it('is the same bytes, whoever sent them', () => {
    expect(named(echo, asked(echo))).toMatchObject({ name: 'echo', confidence: 'verified' })
    const request = 'GET / HTTP/1.0\r\n\r\n'
    expect(named(echo, request, { probe: 'http', sent: bytes(request) })?.name).toBe('echo')
  })

  it('is not nearly the same, nor too little', () => {
    expect(named(echo, `${asked(echo)}$ `)).toBeUndefined()
    expect(named(echo, asked(echo).slice(0, -1))).toBeUndefined()
    expect(named(echo, '\r\n', { sent: bytes('\r\n') })).toBeUndefined()
    expect(recognize(bytes('hello'), { transport: 'tcp' }, [echo])).toBeUndefined()
  })
})

describe('chargen', () => {
  const { lines } = said.chargen
  it('is two lines of the pattern', () => {
    expect(named(chargen, lines)).toMatchObject({ name: 'chargen', confidence: 'structured' })
    expect(chargen.enough!(bytes(lines))).toBe(true)
    expect(chargen.enough!(bytes(lines.slice(0, 100)))).toBe(false)
  })

  it('is nothing else', () => {
    expect(named(chargen, lines.slice(0, 100))).toBeUndefined()
    expect(named(chargen, lines.slice(0, 74) + lines.slice(0, 74))).toBeUndefined()
    expect(named(chargen, `${'x'.repeat(72)}\r\n${'x'.repeat(72)}\r\n`)).toBeUndefined()
  })
})

describe('daytime', () => {
  it.each([
    said.daytime.xinetd,
    'Sat Nov 21 15:00:48 2026\r\n',
    'Saturday, November 21, 2026 15:00:48-UTC\r\n',
    '15:00:48 21/11/2026\n',
  ])('knows %j on its port', (text) => {
    expect(named(daytime, text, { port: 13 })?.name).toBe('daytime')
    expect(named(daytime, text)).toBeUndefined()
  })

  it('knows the laboratories’ form anywhere', () => {
    expect(named(daytime, '\n61365 26-11-21 15:00:48 00 0 0 500.0 UTC(NIST) * \n')?.name).toBe('daytime')
  })

  it('is not a greeting with a date', () => {
    const greeting = '220 mail.example.test ESMTP; Sat, 21 Nov 2026 15:00:48 +0000\r\n'
    expect(named(daytime, greeting, { port: 13 })).toBeUndefined()
    expect(named(daytime, 'Welcome\r\n', { port: 13 })).toBeUndefined()
  })
})

describe('time', () => {
  it('is four bytes, on its port', () => {
    expect(named(time, said.time.xinetd, { port: 37 })).toMatchObject({
      name: 'time',
      details: { time: '2026-11-21T15:30:25.000Z' },
    })
    expect(named(time, said.time.xinetd)).toBeUndefined()
    expect(named(time, '\x00\x00\x00\x00', { port: 37 })).toBeUndefined()
    expect(named(time, `${said.time.xinetd}\0`, { port: 37 })).toBeUndefined()
  })
})

describe('ident', () => {
  it('answers about our two ports', () => {
    expect(asked(ident)).toBe('63048,63049\r\n')
    expect(named(ident, said.ident.noUser)).toMatchObject({
      confidence: 'verified',
      details: { error: 'NO-USER' },
    })
    expect(named(ident, '63048 , 63049 : USERID : UNIX : nobody\r\n')?.confidence).toBe('verified')
  })

  it('is not about others', () => {
    expect(named(ident, '1, 2 : ERROR : NO-USER\r\n')).toBeUndefined()
    expect(named(ident, asked(ident))).toBeUndefined()
    expect(recognize(bytes(said.ident.noUser), { transport: 'tcp' }, [ident])).toBeUndefined()
  })
})

describe('finger', () => {
  it('does not know the invented user', () => {
    const name = asked(finger).trim()
    expect(name).toMatch(/^portscan-[0-9a-f]{8}$/)
    expect(named(finger, `finger: ${name}: no such user.\r\n`)).toMatchObject({ confidence: 'verified' })
    expect(named(finger, `Login name: ${name}\r\n`)).toBeUndefined()
    expect(named(finger, `HTTP/1.0 404 Not Found\r\n\r\n${name} not found`)).toBeUndefined()
    expect(named(finger, `finger: ${name}: no such user.\r\n`, { probe: 'http' })).toBeUndefined()
  })

  it('knows a router’s table', () => {
    const table =
      '\r\n    Line       User       Host(s)              Idle       Location\r\n*  2 vty 0     idle\r\n'
    expect(named(finger, table)).toMatchObject({ product: 'IOS', vendor: 'Cisco' })
  })
})

describe('whois', () => {
  it('has nothing of the invented name', () => {
    const name = asked(whois).trim()
    expect(named(whois, `No match for "${name.toUpperCase()}".\r\n`)).toMatchObject({
      confidence: 'verified',
    })
    const remarks = '% This is the Example Database query service.\r\n\r\n%ERROR:101: no entries found\r\n'
    expect(named(whois, remarks)).toMatchObject({ confidence: 'structured' })
    // The word "invalid" of the name itself says nothing.
    expect(named(whois, `${name}\r\n`)).toBeUndefined()
    expect(named(whois, `500 ${name} not found\r\n`)).toBeUndefined()
    expect(named(whois, 'not found\r\n')).toBeUndefined()
  })
})

describe('gopher', () => {
  it('answers in items of a menu', () => {
    expect(named(gopher, said.gopher.notFound)).toMatchObject({
      name: 'gopher',
      product: 'Gophernicus',
      version: '3.1.1',
      os: 'Debian',
      confidence: 'structured',
    })
    expect(named(gopher, "3 '/x' does not exist!\t\terror.host\t1\r\n.\r\n")?.name).toBe('gopher')
    expect(gopher.enough!(bytes(said.gopher.notFound))).toBe(true)
    expect(gopher.enough!(bytes(said.gopher.notFound.slice(0, -1)))).toBe(false)
  })

  it('is not a text with tabs', () => {
    expect(named(gopher, 'a\tb\tc\td\r\n')).toBeUndefined()
    expect(named(gopher, `${said.gopher.notFound.slice(0, 80)}\r\nhello\r\n`)).toBeUndefined()
    expect(named(gopher, '')).toBeUndefined()
  })
})
