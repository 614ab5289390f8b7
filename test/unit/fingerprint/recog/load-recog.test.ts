import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadRecog } from '../../../../src/fingerprint/recog/load-recog.ts'

const checkout = new URL('../../../fixtures/recog/', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'recog-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a checkout, or its folder xml', async () => {
  for (const directory of [checkout, new URL('xml', checkout)]) {
    const recog = await loadRecog(directory)
    expect(recog).toMatchObject({ name: 'Recog', fingerprints: 5, refused: 1 })
    expect(recog.warnings).toEqual([
      '1 of 6 fingerprints of Recog are not used: they use what a linear-time engine cannot do',
    ])
  }
})

test('a text is described by the first fingerprint of its kind that fits', async () => {
  const recog = await loadRecog(checkout)
  expect(recog.describe('ssh', 'AcmeSSH_1.2 [north]')).toEqual({
    product: 'AcmeSSH',
    vendor: 'Acme & Sons',
    version: '1.2',
    hostname: 'north',
    os: 'AcmeOS',
    device: 'Anvil 3000',
    cpe: ['cpe:2.3:a:acme:acme_ssh:1.2:*:*:*:*:*:*:*', 'cpe:2.3:o:acme:acmeos:*:*:*:*:*:*:*:*'],
  })
  expect(recog.describe('http-server', 'AnvilD')).toEqual({ product: 'Anvil daemon' })
  expect(recog.describe('ftp', 'AcmeSSH_1.2 [north]')).toBeUndefined()
  expect(recog.describe('ssh', 'else')).toBeUndefined()
})

test('a folder that is not there, not Recog, or broken', async () => {
  await expect(loadRecog(join(folder, 'none'))).rejects.toMatchObject({
    code: 'ERR_OPTION',
    cause: { code: 'ENOENT' },
  })
  await expect(loadRecog(folder)).rejects.toThrow('expected a checkout of Recog')
  writeFileSync(join(folder, 'a.xml'), '<fingerprints>')
  await expect(loadRecog(folder)).rejects.toThrow(/a\.xml cannot be read: .*unclosed tag/)
})

test('it ends when it is told to', async () => {
  await expect(loadRecog(checkout, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
})
