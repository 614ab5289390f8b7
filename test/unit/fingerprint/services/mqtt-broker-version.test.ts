import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { brokerVersion } from '../../../../src/fingerprint/services/mqtt-broker-version.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mqtt as said } from '../../../fixtures/services/mqtt.ts'

const known: Match = { name: 'mqtt', confidence: 'structured', evidence: 'x' }
const merged = (text: string): Match => brokerVersion.merge(known, bytes(text), { transport: 'tcp' })
const suback = '\x90\x04\0\x01\0\0'

function message(topic: string, text: string, first = '1'): string {
  const length = String.fromCharCode(2 + topic.length + text.length)
  return `${first}${length}\0${String.fromCharCode(topic.length)}${topic}${text}`
}

describe('the version of a broker', () => {
  it('is asked for by one SUBSCRIBE with two topics', () => {
    const words = Buffer.from(brokerVersion.send)
    expect([words[0], words[1]]).toEqual([0x82, words.length - 2])
    expect(words.toString('latin1')).toContain('\0\x13$SYS/broker/version\0')
  })

  it('is what Mosquitto says', () => {
    expect(merged(said.suback + said.version)).toMatchObject({
      product: 'Eclipse Mosquitto',
      vendor: 'Eclipse',
      version: '2.0.11',
      cpe: ['cpe:2.3:a:eclipse:mosquitto:2.0.11:*:*:*:*:*:*:*'],
    })
  })

  it('is known of EMQX by the topic, of others by the number alone', () => {
    expect(merged(suback + message('$SYS/brokers/emqx@192.0.2.1/version', '5.0.3'))).toMatchObject({
      product: 'EMQX',
      version: '5.0.3',
    })
    expect(merged(suback + message('$SYS/broker/version', 'Somebody 1.2', '0'))).toEqual({
      ...known,
      version: '1.2',
      info: 'Somebody 1.2',
    })
  })

  it('is unknown where nothing may be read, and where it says nothing of the kind', () => {
    expect(merged('\x90\x04\0\x01\x80\x80')).toEqual(known)
    expect(merged(suback + message('$SYS/broker/version', 'none'))).toEqual(known)
    expect(merged(suback + message('$SYS/broker/version', '1.2.3').slice(0, -2))).toEqual(known)
    expect(merged('1\x03\0\x13$')).toEqual(known)
  })

  it('is whole with the message, or with the word that there will be none', () => {
    const whole = (text: string): boolean => brokerVersion.enough!(bytes(text))
    expect([suback, said.suback, `${suback}1`].map(whole)).toEqual([false, false, false])
    expect(whole(said.suback + said.version)).toBe(true)
    expect(whole('\x90\x04\0\x01\x80\x80')).toBe(true)
    expect(whole('\x90\x04\0\x01\x80\0')).toBe(false)
  })

  it('is read from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), (noise, at) => {
        const answer = Buffer.concat([bytes(said.suback + said.version).subarray(0, at), noise])
        brokerVersion.enough!(answer)
        const { version = '', info = '' } = brokerVersion.merge(known, answer, { transport: 'tcp' })
        expect(version.length + info.length).toBeLessThan(200)
      }),
    )
  })
})
