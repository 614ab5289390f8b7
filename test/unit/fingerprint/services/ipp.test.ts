import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { ipp } from '../../../../src/fingerprint/services/ipp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ipp as said } from '../../../fixtures/services/ipp.ts'
import { http as web } from '../../../fixtures/services/http.ts'

const hello = { address: '192.0.2.1', port: ipp.ports[0]!, tls: false, random: () => 0.5 }
const sent = ipp.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'ipp', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  ipp.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it('asks a printer for a few of its attributes', () => {
  const request = Buffer.from(sent).toString('latin1')
  expect(request).toMatch(/^POST \/ipp\/print HTTP\/1\.1\r\nHost: 192\.0\.2\.1:631\r\n/)
  expect(request).toContain('ipp://192.0.2.1:631/ipp/print')
})

it('knows CUPS without a printer by its own request id', () => {
  const found = match(said.cups)!
  expect(found).toMatchObject({
    name: 'ipp',
    product: 'CUPS',
    version: '2.4',
    confidence: 'verified',
    details: { status: 0x0406, ippVersion: '1.1', server: 'CUPS/2.4 IPP/2.1' },
  })
  const other = ipp.hello!({ ...hello, random: () => 0.1 })
  expect(match(said.cups, { ...context, sent: other })).toBeUndefined()
  expect(match(said.cups, { transport: 'tcp' })?.confidence).toBe('structured')
  const step = ipp.detail!(found, 0, hello)!
  expect(Buffer.from(step.send).toString()).toMatch(/^GET \/ HTTP/)
  expect(step.merge(found, bytes(web.cups), context)).toMatchObject({ name: 'ipp', version: '2.4.2' })
  expect(step.merge(found, bytes(web.squid), context)).toBe(found)
})

it('reads what printer it is', () => {
  const found = match(said.printer)!
  expect(found).toMatchObject({
    info: 'Acme LaserWriter 9000',
    device: 'printer',
    details: { printerName: 'office', firmware: '4.11.2', makeAndModel: 'Acme LaserWriter 9000', status: 0 },
  })
  expect(ipp.detail!(found, 0, hello)).toBeUndefined()
})

it('leaves HTTP alone', () => {
  for (const text of Object.values(web)) expect(match(text)).toBeUndefined()
})
