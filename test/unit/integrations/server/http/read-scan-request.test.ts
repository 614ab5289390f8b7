import { expect, test } from 'vitest'
import { BadHosts, readScanRequest } from '../../../../../src/integrations/server/http/read-scan-request.ts'
import { createScope } from '../../../../../src/integrations/server/scope/scope.ts'
import { appSettings } from '../../../../support/service-app.ts'

const scope = createScope(appSettings)
const read = (wanted: Parameters<typeof readScanRequest>[0]) => readScanRequest(wanted, scope, appSettings)

test('what is not said is as usual', async () => {
  expect(await read({ hosts: ['192.0.2.0/31'] })).toEqual({
    request: {
      hosts: ['192.0.2.0', '192.0.2.1'],
      ports: 'top-1000',
      services: true,
      udp: false,
      timing: 'normal',
      backends: ['connect'],
    },
    endpoints: 2_000,
  })
})

test('what is said is kept', async () => {
  const wanted = { services: false, udp: true, timing: 'polite', rate: 10, timeout: 100, retries: 1 } as const
  const { request, endpoints } = await read({
    hosts: ['Host.Example'],
    ports: [80, 22],
    ...wanted,
    backends: ['nmap'],
  })
  expect(request).toEqual({ hosts: ['host.example'], ports: '80,22', ...wanted, backends: ['nmap'] })
  expect(endpoints).toBe(4)
})

test('hosts that are wrong are told, all of them', async () => {
  const bad = await read({ hosts: ['10.0.0.1', '192.0.2.1', 'a b'] }).catch((error: unknown) => error)
  expect(bad).toBeInstanceOf(BadHosts)
  expect(bad).toMatchObject({
    statusCode: 400,
    code: 'invalid_hosts',
    hosts: [{ host: '10.0.0.1' }, { host: 'a b' }],
  })
  await expect(read({ hosts: ['10.0.0.1'] })).rejects.toMatchObject({
    statusCode: 403,
    code: 'refused_hosts',
  })
})

test.each([
  [{ ports: 'no-such-set' }, 'invalid_ports'],
  [{ ports: '22,!22' }, 'invalid_ports'],
  [{ ports: '1-65535', hosts: ['192.0.2.128/25'] }, 'too_many_endpoints'],
])('%j is %s', async (wanted, code) => {
  await expect(read({ hosts: ['192.0.2.1'], ...wanted })).rejects.toMatchObject({ statusCode: 400, code })
})
