import { expect, test } from 'vitest'
import type { ProductSource } from '../../../../src/fingerprint/products/product-source.ts'
import { withProducts } from '../../../../src/fingerprint/products/with-products.ts'
import { loadRecog } from '../../../../src/fingerprint/recog/load-recog.ts'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { ServiceProbe } from '../../../../src/fingerprint/service-probe.ts'
import { commonServices } from '../../../../src/fingerprint/services/index.ts'

const recog = await loadRecog(new URL('../../../fixtures/recog/', import.meta.url))
const probes = withProducts(commonServices, recog)
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

test('a product that only the source knows is named', () => {
  const answer = bytes('SSH-2.0-AcmeSSH_1.2 [north]\r\n')
  expect(recognize(answer, { transport: 'tcp', probe: 'listen' }, probes)).toMatchObject({
    name: 'ssh',
    product: 'AcmeSSH',
    vendor: 'Acme & Sons',
    version: '1.2',
    hostname: 'north',
    os: 'AcmeOS',
    device: 'Anvil 3000',
    evidence: expect.stringMatching(/; Recog$/) as string,
  })
})

test('what we found ourselves stays; the source fills the gaps', () => {
  const answer = bytes('SSH-2.0-OpenSSH_9.6 Acme-1\r\n')
  const own = recognize(answer, { transport: 'tcp' })
  const both = recognize(answer, { transport: 'tcp' }, probes)
  expect(own).not.toHaveProperty('os')
  expect(both).toEqual({ ...own, os: 'AcmeOS', evidence: `${own!.evidence}; Recog` })
})

test('of another product nothing is taken but the machine that it runs on', () => {
  const answer = bytes('SSH-2.0-OpenSSH_7.4\r\n')
  const own = recognize(answer, { transport: 'tcp' })
  expect(recognize(answer, { transport: 'tcp' }, probes)).toEqual({
    ...own,
    os: 'Acme',
    evidence: `${own!.evidence}; Recog`,
  })
})

test('several texts of one answer', () => {
  const answer = bytes('HTTP/1.1 200 OK\r\nSet-Cookie: ANVILSESSION=secret\r\nContent-Length: 0\r\n\r\n')
  expect(recognize(answer, { transport: 'tcp', probe: 'http' }, probes)).toMatchObject({
    name: 'http',
    product: 'Anvil',
    vendor: 'Acme',
    device: 'Router',
  })
})

test('what nobody describes stays as it is, and so does all else of a probe', () => {
  const answer = bytes('SSH-2.0-dropbear_2022.83\r\n')
  const own = recognize(answer, { transport: 'tcp' })
  expect(recognize(answer, { transport: 'tcp' }, probes)).toEqual(own)
  expect(probes.map(({ name, ports, rarity }) => ({ name, ports, rarity }))).toEqual(
    commonServices.map(({ name, ports, rarity }) => ({ name, ports, rarity })),
  )
})

test('details that came later are described too', () => {
  const source: ProductSource = { name: 'test', describe: (_field, text) => ({ product: text }) }
  const probe: ServiceProbe = {
    name: 'ftp',
    ports: [],
    rarity: 1,
    matchers: [],
    detail: () => ({
      send: bytes('x'),
      merge: (known, answer) => ({ ...known, details: { greeting: Buffer.from(answer).toString() } }),
    }),
  }
  const [enriched] = withProducts([{ ...probe, datagramDetail: probe.detail! }], source)
  const known = { name: 'ftp', confidence: 'pattern', evidence: 'e' } as const
  const hello = { address: '127.0.0.1', port: 1, tls: false, random: Math.random }
  for (const steps of [enriched!.detail!, enriched!.datagramDetail!]) {
    const match = steps(known, 0, hello)?.merge(known, bytes('Acme'), { transport: 'tcp' })
    expect(match).toMatchObject({ product: 'Acme', evidence: 'e; test' })
  }
})
