import { expect, it } from 'vitest'
import { greet, isWholeReply, readMailReply } from '../../../src/fingerprint/mail-reply.ts'
import { bytes } from '../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const

it('reads the greeting of the one kind that is asked for', () => {
  const smtp = bytes('220 mx.example.test ESMTP ready\r\n')
  expect(readMailReply(smtp, context, 'smtp')).toMatchObject({ name: 'smtp', hostname: 'mx.example.test' })
  expect(readMailReply(smtp, context, 'lmtp')).toBeUndefined()
  const lmtp = bytes('220 mx.example.test LMTP ready\r\n')
  expect(readMailReply(lmtp, context, 'lmtp')).toMatchObject({ name: 'lmtp', confidence: 'structured' })
  expect(readMailReply(lmtp, context, 'smtp')).toBeUndefined()
})

it('takes no enhanced status for a version', () => {
  const refused = bytes('554-5.7.1 mx.example.test ESMTP\r\n554 5.7.1 no service for you\r\n')
  expect(readMailReply(refused, context, 'smtp')).not.toHaveProperty('version')
})

it('names by the word that is answered with a list', () => {
  const known = readMailReply(bytes('220 mx.example.test ready\r\n'), context, 'smtp')!
  const list = bytes('250-mx.example.test\r\n250-SIZE 1000\r\n250 STARTTLS\r\n')
  expect(greet('EHLO').merge(known, list, context)).toMatchObject({ name: 'smtp', details: { size: 1000 } })
  expect(greet('LHLO').merge(known, list, context)).toMatchObject({
    name: 'lmtp',
    details: { starttls: true },
  })
  expect(greet('LHLO').merge(known, bytes('500 what?\r\n'), context).details).toMatchObject({ refusal: 500 })
  expect(greet('EHLO').merge(known, bytes('nonsense'), context)).toBe(known)
})

it('knows a program by the extensions that are its own, where the greeting does not name one', () => {
  const silent = readMailReply(bytes('220 mx.example.test ESMTP\r\n'), context, 'smtp')!
  const courier = bytes('250-mx.example.test Ok.\r\n250-XVERP=Courier\r\n250-XEXDATA\r\n250 DSN\r\n')
  expect(greet('EHLO').merge(silent, courier, context)).toMatchObject({
    product: 'Courier MTA',
    cpe: ['cpe:2.3:a:courier-mta:courier-mta:*:*:*:*:*:*:*:*'],
  })
  const postfix = readMailReply(bytes('220 mx.example.test ESMTP Postfix\r\n'), context, 'smtp')!
  expect(greet('EHLO').merge(postfix, courier, context).product).toBe('Postfix')
  const others = bytes('250-mx.example.test\r\n250-XVERP\r\n250 DSN\r\n')
  expect(greet('EHLO').merge(silent, others, context).product).toBeUndefined()
})

it('knows a whole reply', () => {
  expect(isWholeReply(bytes('250-a\r\n250 b\r\n'))).toBe(true)
  expect(isWholeReply(bytes('250-a\r\n'))).toBe(false)
})
