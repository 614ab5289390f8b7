import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import {
  clientHello,
  cookieIn,
  fatalAlert,
  isWholeFlight,
  sessionIn,
} from '../../../../src/fingerprint/services/dtls-handshake.ts'
import { dtls } from '../../../../src/fingerprint/services/dtls.ts'

/** What `openssl s_server -dtls -listen` said to the first hello and to the one with the cookie. */
const verify = Buffer.from('Fv7/AAAAAAAAAAAAIwMAABcAAAAAAAAAF/7/FPPpgNqOEcblEuX8VJuCIvfKO7nx', 'base64')
const flightText = [
  'Fv79AAAAAAAAAAEAZQIAAFkAAQAAAAAAWf79xnrGmvy7zPlAaL09MjxyS1lfiGmwIwkppjlcRBHch3ogHxmKT3rm6FjO57Y8iZgR',
  '5UE7yhicwW6pAM/haKtZFlXAKwAAEf8BAAEAAAsABAMAAQIAFwAAFv79AAAAAAAAAAICLAsAAiAAAgAAAAACIAACHQACGjCCAhYw',
  'ggG9oAMCAQICFE/68DqoqMRoI8S2M0Y51/T8/LHVMAoGCCqGSM49BAMCMDsxCzAJBgNVBAYTAkRFMRYwFAYDVQQKDA1FeGFtcGxl',
  'LCBJbmMuMRQwEgYDVQQDDAt3d3cuZXhhbXBsZTAgFw0yNjExMjEwNzM4MjVaGA8yMTI2MTAyODA3MzgyNVowOzELMAkGA1UEBhMC',
  'REUxFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xFDASBgNVBAMMC3d3dy5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  'YPCTA91nWVGExvTLky/KUZytFd/vzIPAG7ntEwIV6Lv1hIbfTV7NhiDMHrfCZyxRMTILfboz4NrqbSct8Xg4cqOBnDCBmTAdBgNV',
  'HQ4EFgQUdg94BCreMLd769f9eg78hsJoJ0kwHwYDVR0jBBgwFoAUdg94BCreMLd769f9eg78hsJoJ0kwDwYDVR0TAQH/BAUwAwEB',
  '/zBGBgNVHREEPzA9ggt3d3cuZXhhbXBsZYIJKi5leGFtcGxlhwR/AAABhxAgAQ24AAAAAAAAAAAAAAABgQthQGIuZXhhbXBsZTAK',
  'BggqhkjOPQQDAgNHADBEAiACSw3DPsMKWw3MEV3aESQb4/07ubXt1mixgDmKBybXjAIgGOfXc1eLcC9ohlbJ34azPOorBPTDThU3',
  'KMTDSwsTNF4W/v0AAAAAAAAAAwB6DAAAbgADAAAAAABuAwAdIH1hQq7CqAXXKtOq9s9vcoA029S3h+s4w95Vy80nFuIHBAMARjBE',
  'AiA6+XHrnt/mpdmShOFiS/TcKOFeCcGrl/NloOYV1qBkdAIgKC+KJVcLFSjG0kg4amkHJh1SgerAinTiECPQfXQ30+IW/v0AAAAA',
  'AAAABAAMDgAAAAAEAAAAAAAA',
]
const flight = Buffer.from(flightText.join(''), 'base64')
const hello = { address: '127.0.0.1', port: 5684, tls: false, random: () => 0.5 }
const known: Match = {
  name: 'dtls',
  details: { answer: 'hello-verify-request', version: 'DTLSv1' },
  confidence: 'structured',
  evidence: 'request to come back with a cookie',
}
const context = { transport: 'udp', probe: 'dtls' } as const

it('says the same hello again, with the cookie', () => {
  const cookie = cookieIn(verify)!
  expect(cookie).toHaveLength(20)
  const [first, second] = [clientHello(hello), clientHello(hello, cookie)].map((bytes) => Buffer.from(bytes))
  const body = 13 + 12
  expect(second!.length).toBe(first!.length + cookie.length)
  // Version and random bytes are those of the first; the length of the cookie follows the session's.
  expect(second!.subarray(body, body + 35)).toEqual(first!.subarray(body, body + 35))
  expect(second!.subarray(body + 36, body + 56)).toEqual(Buffer.from(cookie))
  for (const said of [first!, second!]) {
    expect(said.readUInt16BE(11)).toBe(said.length - 13)
    expect(said.readUIntBE(14, 3)).toBe(said.length - body)
  }
  expect([first![18], second![18]]).toEqual([0, 1])
})

it('reads version, suite and certificate', () => {
  expect(isWholeFlight(verify)).toBe(true)
  expect(isWholeFlight(flight)).toBe(true)
  expect(isWholeFlight(flight.subarray(0, -1))).toBe(false)
  expect(sessionIn(flight)).toMatchObject({
    version: 'DTLSv1.2',
    cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    certificate: { subject: 'CN=www.example,O=Example\\, Inc.,C=DE', selfSigned: true },
  })
  expect(sessionIn(verify)).toBeUndefined()
  expect(cookieIn(flight)).toBeUndefined()
})

it('asks on the same socket, and ends what it began', () => {
  const first = dtls.datagramDetail!(known, 0, hello)!
  expect(first.fresh).toBe(true)
  expect(first.merge(known, verify, context)).toBe(known)
  const second = dtls.datagramDetail!(known, 1, { ...hello, answer: verify })!
  expect(second.fresh).toBe(false)
  const found = second.merge(known, flight, context)
  expect(found.tls?.certificate?.names).toContain('www.example')
  const last = dtls.datagramDetail!(found, 2, { ...hello, answer: flight })!
  expect([last.fresh, Buffer.from(last.send)]).toEqual([false, Buffer.from(fatalAlert(2))])
  // Who asks for no cookie has said all to the first.
  expect(dtls.datagramDetail!(found, 1, { ...hello, answer: flight })?.send).toEqual(last.send)
  expect(dtls.datagramDetail!(known, 1, hello)).toBeUndefined()
  expect(dtls.datagramDetail!(known, 2, { ...hello, answer: verify })).toBeUndefined()
})

it('reads any bytes without harm, and no message that does not fit', () => {
  const changes = fc.array(fc.tuple(fc.nat(flight.length - 1), fc.nat(255)), { maxLength: 6 })
  fc.assert(
    fc.property(changes, fc.nat(flight.length), fc.uint8Array({ maxLength: 60 }), (changed, length, more) => {
      const answer = Buffer.concat([flight.subarray(0, length), more])
      for (const [at, value] of changed) if (at < answer.length) answer[at] = value
      isWholeFlight(answer)
      expect(cookieIn(answer)?.length ?? 0).toBeLessThanOrEqual(255)
      expect(JSON.stringify(sessionIn(answer) ?? {}).length).toBeLessThan(40_000)
    }),
  )
})
