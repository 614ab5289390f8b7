import { expect, test } from 'vitest'
import type { Service } from '../../../../src/index.ts'
import { lookAtPort } from '../../../../src/testing/matchers/one-port.ts'
import { faultsOf, hasDemands, type PortDemands } from '../../../../src/testing/matchers/port-demands.ts'
import { connector } from './exposed-world.ts'

const now = new Date('2026-01-01T00:00:00Z')
const https: Service = {
  name: 'http',
  product: 'nginx',
  version: '1.24.0',
  details: {},
  confidence: 'structured',
  probe: 'http',
  evidence: 'status line',
  tls: {
    version: 'TLSv1.2',
    certificate: {
      subject: 'CN=www.example',
      issuer: 'CN=ca.example',
      names: ['www.example'],
      notBefore: '2025-11-01T00:00:00.000Z',
      notAfter: '2026-01-11T00:00:00.000Z',
      fingerprint256: '00'.repeat(32),
      selfSigned: false,
    },
  },
}

async function faults(demands: PortDemands, service: Service | undefined = https) {
  const { sights, report } = await lookAtPort('192.0.2.7', 8443, { connector })
  const [sight] = sights
  const { service: _none, ...bare } = sight!.result!
  const result = service === undefined ? bare : { ...bare, service }
  return faultsOf(report, { ...sight!, result }, demands, now)
}

test.each<[PortDemands, string | undefined]>([
  [{}, undefined],
  [
    { service: 'https', product: 'nginx', version: '>=1.24', tlsAtLeast: 'TLSv1.2', certificateDays: 10 },
    undefined,
  ],
  [{ service: 'http' }, undefined],
  [{ service: 'ssh' }, 'expected ssh'],
  [{ tlsAtLeast: 'TLSv1.3' }, 'TLSv1.2, expected at least TLSv1.3'],
  [{ certificateDays: 11 }, '10 days left'],
])('%j of an HTTPS server', async (demands, fault) => {
  const { faults: found } = await faults(demands)
  expect(found).toEqual(fault === undefined ? [] : [expect.stringContaining(fault)])
})

test('what was not looked at is a doubt', async () => {
  const { sights, report } = await lookAtPort('192.0.2.7', 8443, { connector })
  const { faults, doubts } = faultsOf(report, sights[0]!, { service: 'https' }, now)
  expect(faults).toEqual([])
  expect(doubts).toEqual([expect.stringMatching(/^192\.0\.2\.7: .*scan with services/)])
})

test.each<[PortDemands, Partial<Service>]>([
  [{ service: 'https' }, { confidence: 'port-table' }],
  [{ product: 'Apache' }, { product: undefined as never }],
  [{ version: '>=2' }, { version: undefined as never }],
  [{ version: '>=2' }, { confidence: 'port-table' }],
  [{ tlsAtLeast: 'TLSv1.2' }, { confidence: 'port-table', tls: undefined as never }],
  [{ tlsAtLeast: 'TLSv1.2' }, { tls: { error: 'ECONNRESET' } }],
])('what is not told is a doubt: %j where %j', async (demands, change) => {
  const found = await faults(demands, { ...https, ...change })
  expect(found).toEqual({ faults: [], doubts: [expect.stringMatching(/^192\.0\.2\.7: 8443\/tcp /)] })
})

test('words of the peer are escaped', async () => {
  const { faults: found } = await faults({ product: 'nginx' }, { ...https, product: 'ng\u001B[2Jinx' })
  expect(found[0]).toContain('\\x1b[2J')
})

test('undefined demands nothing', () => {
  expect(hasDemands({ service: undefined })).toBe(false)
  expect(hasDemands({ certificateDays: 0 })).toBe(true)
})
