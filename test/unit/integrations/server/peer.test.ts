import { expect, test } from 'vitest'
import { INSTALL_LINE, loadPeer } from '../../../../src/integrations/server/peer.ts'

function missing(name: string): Error {
  return Object.assign(new Error(`Cannot find package '${name}' imported from here`), {
    code: 'ERR_MODULE_NOT_FOUND',
  })
}

test('a package that is not installed is an error with one line that installs all', async () => {
  const failed = loadPeer('fastify', () => Promise.reject(missing('fastify')))
  await expect(failed).rejects.toMatchObject({ code: 'ERR_MISSING_PEER', input: 'fastify' })
  await expect(failed).rejects.toThrow(INSTALL_LINE)
  expect(INSTALL_LINE).toMatch(/^npm install portscan-core .*fastify/)
})

test('one that lacks something itself is not called missing', async () => {
  const fault = missing('some-part')
  await expect(loadPeer('fastify', () => Promise.reject(fault))).rejects.toBe(fault)
})

test('one that is there is given', async () => {
  await expect(loadPeer('fastify', () => Promise.resolve('module'))).resolves.toBe('module')
})
