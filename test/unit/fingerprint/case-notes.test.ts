import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/fingerprint/ask.ts'
import { CaseNotes } from '../../../src/fingerprint/case-notes.ts'
import type { Match } from '../../../src/fingerprint/service-probe.ts'

const found = (name: string, match: Partial<Match> = {}, inside = false): Finding => ({
  match: { name, confidence: 'structured', evidence: name, ...match },
  context: { transport: 'tcp', probe: name, ...(inside && { tls: { version: 'TLSv1.3' } }) },
})

describe('the notes of a case', () => {
  test('keep the surest finding, and the first among equals', () => {
    const notes = new CaseNotes(true)
    for (const one of [
      found('a', { confidence: 'pattern' }),
      found('b'),
      found('c'),
      found('d', { confidence: 'pattern' }),
    ]) {
      notes.hear('data', one)
    }
    expect(notes.finding?.match.name).toBe('b')
  })

  test('are settled by a name', () => {
    const notes = new CaseNotes(true)
    expect(notes.settled).toBe(false)
    notes.hear('data', found('ssh'))
    expect(notes.settled).toBe(true)
  })

  test('are not settled by a peer that wants TLS until that was tried', () => {
    const notes = new CaseNotes(true)
    notes.hear('data', found('http', { wantsTls: true }))
    expect([notes.settled, notes.wantsTls]).toEqual([false, true])
    const question = notes.ask('tls', false)
    expect(notes.settled).toBe(false)
    question.reaction = 'close'
    expect(notes.settled).toBe(true)
  })

  test('are settled by it where TLS must not be spoken', () => {
    const notes = new CaseNotes(false)
    notes.hear('data', found('http', { wantsTls: true }))
    expect([notes.settled, notes.wantsTls]).toEqual([true, false])
  })

  test('take what is inside TLS for better than what answered outside, but not the bare handshake for a name', () => {
    const notes = new CaseNotes(true)
    notes.hear('data', found('http', { wantsTls: true }))
    notes.hear('data', found('tls', { confidence: 'verified' }, true))
    expect([notes.finding?.match.name, notes.settled]).toEqual(['tls', false])
    notes.hear('data', found('imap', { confidence: 'pattern' }, true))
    expect([notes.finding?.match.name, notes.settled]).toEqual(['imap', true])
  })

  test('remember why TLS was refused, for a service that wants it', () => {
    const notes = new CaseNotes(true)
    notes.hear('data', found('http', { wantsTls: true }))
    notes.hear('data', found('tls', { tls: { error: 'handshake_failure' }, wantsTls: true }))
    expect(notes.finding?.match.name).toBe('http')
    expect(notes.refused).toEqual({ error: 'handshake_failure' })
    notes.hear('data', found('ssh'))
    expect(notes.refused).toBeUndefined()
  })

  test('remember that something came which nobody knows', () => {
    const notes = new CaseNotes(true)
    notes.hear('close', undefined)
    expect(notes.unknownData).toBe(false)
    notes.hear('data', undefined)
    expect(notes.unknownData).toBe(true)
  })

  test('conclude from what was said outside of TLS where nothing was answered inside', () => {
    const notes = new CaseNotes(true)
    const outside = {
      match: {
        name: 'http',
        product: 'Apache httpd',
        wantsTls: true,
        confidence: 'structured' as const,
        evidence: '400',
      },
      context: { transport: 'tcp' as const, probe: 'http' },
    }
    notes.hear('data', outside)
    notes.session = { version: 'TLSv1.3' }
    const tls = { name: 'tls', confidence: 'verified' as const, evidence: 'handshake' }
    notes.hear('data', { match: tls, context: { transport: 'tcp', probe: 'tls', tls: notes.session } })
    expect(notes.finding?.match.name).toBe('tls')
    expect(notes.conclusion()).toMatchObject({
      match: { name: 'http', product: 'Apache httpd' },
      context: { tls: { version: 'TLSv1.3' } },
    })
    expect(new CaseNotes(true).conclusion()).toBeUndefined()
  })

  test('know a peer that closes on everything, silence too', () => {
    const notes = new CaseNotes(true)
    for (const reaction of ['close', 'reset', 'close'] as const) notes.ask('x', false).reaction = reaction
    expect(notes.isWrapped(3)).toBe(false)
    notes.ask('listen', false).reaction = 'close'
    expect([notes.isWrapped(4), notes.isWrapped(5)]).toEqual([true, false])
    const open = notes.ask('y', false)
    expect(notes.isWrapped(4)).toBe(true)
    open.reaction = 'silence'
    expect(notes.isWrapped(4)).toBe(false)
  })

  test('a peer that waits for a word before it closes is not wrapped', () => {
    const notes = new CaseNotes(true)
    for (let time = 0; time < 9; time++) notes.ask('x', false).reaction = 'close'
    notes.ask('listen', false).reaction = 'silence'
    expect(notes.isWrapped(6)).toBe(false)
  })
})
