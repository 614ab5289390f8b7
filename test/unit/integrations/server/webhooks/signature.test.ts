import { expect, test } from 'vitest'
import { newSecret, signatureHeaders } from '../../../../../src/integrations/server/webhooks/signature.ts'

test('the example of the specification of Standard Webhooks', () => {
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
  const headers = signatureHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
    secret,
  )
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('a secret has 256 bits, and no two are alike', () => {
  const [one, other] = [newSecret(), newSecret()]
  expect(one.secret).toHaveLength(32)
  expect(one.text).toBe(`whsec_${Buffer.from(one.secret).toString('base64')}`)
  expect(one.text).not.toBe(other.text)
})
