import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { loadProbes } from '../../../../src/fingerprint/user-probes/load-probes.ts'

const folder = mkdtempSync(join(tmpdir(), 'probes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const definition = { name: 'acme', matches: [{ pattern: '^ACME (.+)$', version: '$1' }] }

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('JSON, YAML, an address of a file, and objects give the same probe', async () => {
  const json = file('a.json', JSON.stringify({ probes: [definition] }))
  const yaml = file('a.yaml', "- name: acme\n  matches:\n    - pattern: '^ACME (.+)$'\n      version: $1\n")
  const sources = [json, yaml, pathToFileURL(json), definition, [definition], { probes: [definition] }]
  for (const source of sources) {
    const probes = await loadProbes(source)
    expect(recognize(Buffer.from('ACME 1.2'), { transport: 'tcp' }, probes)).toMatchObject({
      name: 'acme',
      version: '1.2',
    })
  }
})

test.each([
  ['bad.json', '{', /bad\.json: cannot be read: .*JSON/],
  ['bad.yml', 'a: [', /bad\.yml: cannot be read: /],
  ['twice.yml', 'name: a\nname: b\n', /Map keys must be unique/],
  ['empty.yaml', '', /empty\.yaml: expected \{ probes/],
  ['probes.txt', '', /expected a file that ends in \.json, \.yaml or \.yml/],
  ['unknown.json', '{"name":"acme","match":[]}', /unknown\.json: unknown key 'name'/],
])('%s is refused', async (name, text, message) => {
  const failed = loadProbes(file(name, text))
  await expect(failed).rejects.toMatchObject({ code: 'ERR_OPTION' })
  await expect(failed).rejects.toThrow(message)
})

test('a file that is not there is told with its cause', async () => {
  await expect(loadProbes(join(folder, 'none.json'))).rejects.toMatchObject({
    code: 'ERR_OPTION',
    cause: { code: 'ENOENT' },
  })
})
