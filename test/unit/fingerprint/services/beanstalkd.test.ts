import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { beanstalkd } from '../../../../src/fingerprint/services/beanstalkd.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { beanstalkd as said } from '../../../fixtures/services/beanstalkd.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [beanstalkd])

it('reads the statistics', () => {
  expect(named(said.stats)).toMatchObject({
    name: 'beanstalkd',
    product: 'beanstalkd',
    version: '1.12',
    hostname: 'vm',
    confidence: 'structured',
  })
})

it('waits for as many bytes as it says', () => {
  for (const length of [4, 9, 13, 200, said.stats.length - 1]) {
    expect(beanstalkd.enough!(bytes(said.stats.slice(0, length)))).toBe(false)
    expect(named(said.stats.slice(0, length))).toBeUndefined()
  }
  expect(beanstalkd.enough!(bytes(said.stats))).toBe(true)
})

it('knows its word for a foreign question, and asks again to be sure', () => {
  expect(named(said.toHttp, { probe: 'http' })).toMatchObject({ name: 'beanstalkd', confidence: 'pattern' })
  expect(named('UNKNOWN_COMMAND')).toBeUndefined()
  expect(named(`${said.toHttp}220 mail.example.test\r\n`)).toBeUndefined()
})
