import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { pptp } from '../../../../src/fingerprint/services/pptp.ts'
import { pptp as said } from '../../../fixtures/services/pptp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'pptp' }, [pptp])

it('knows Poptop by what it always says', () => {
  expect(named(said.poptop)).toMatchObject({
    product: 'Poptop pptpd',
    os: 'Linux',
    confidence: 'verified',
    details: { result: 1, firmware: 1, vendor: 'linux' },
  })
  expect(named(said.poptop)?.hostname).toBeUndefined()
})

it('reads name and vendor of others', () => {
  expect(named(said.router)).toMatchObject({ hostname: 'router', vendor: 'MikroTik' })
})

it('is not another cookie, another message, or another length', () => {
  expect(named(said.router.replace('\x1a', '\x1b'))).toBeUndefined()
  expect(named(said.router.slice(0, -1))).toBeUndefined()
  // An echo is a request, not a reply.
  const sent = Buffer.from(pptp.hello!({ address: '', port: 1723, tls: false, random: () => 0 }))
  expect(sent).toHaveLength(156)
  expect(named(sent.toString('latin1'))).toBeUndefined()
})

it('stops what it has started', () => {
  expect(Buffer.from(pptp.goodbye!).toString('hex')).toBe('001000011a2b3c4d0003000001000000')
})
