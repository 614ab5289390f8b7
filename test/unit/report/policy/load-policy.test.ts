import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPolicy } from '../../../../src/report/policy/load-policy.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'policy-'))))
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

/** A few lines that stand for millions of values. */
function bomb(levels: number): string {
  const level = (at: number): string =>
    `l${at}: &l${at} [${Array(9)
      .fill(`*l${at - 1}`)
      .join(',')}]`
  return ['l0: &l0 [x]', ...Array.from({ length: levels }, (_, at) => level(at + 1))].join('\n')
}

const yaml = `version: 1
hosts:
  - host: 192.0.2.0/28
    ports: &usual
      - 22
      - { port: U:53, service: dns }
  - host: 2001:db8::7
    ports: *usual
`

test('YAML, with the line of each entry', async () => {
  const path = await file('ports.yaml', yaml)
  const policy = await loadPolicy(path)
  expect(policy.source).toBe(path)
  expect(policy.hosts.map(({ place }) => place)).toEqual([
    { path: 'hosts[0]', line: 3 },
    { path: 'hosts[1]', line: 7 },
  ])
  expect(policy.hosts[0]!.ports.map(({ place }) => place.line)).toEqual([5, 6])
  // What an alias stands for is told where the alias is.
  expect(policy.hosts[1]!.ports.map(({ place }) => place.line)).toEqual([8, 8])
})

test('JSON, by path or URL', async () => {
  const path = await file('ports.json', '\uFEFF{"version":1,"hosts":[{"host":"192.0.2.7","ports":[22]}]}')
  const policy = await loadPolicy(pathToFileURL(path))
  expect(policy.source).toBe(path)
  expect(policy.hosts[0]!.place).toEqual({ path: 'hosts[0]' })
})

test.each<[string, string, string]>([
  [
    'a.yaml',
    'version: 1\nhosts:\n  - host: x\n    ports: [22]\n    prots: 1\n',
    ":5: hosts[0].prots: unknown key 'prots'; did you mean 'ports'?",
  ],
  ['b.yaml', 'version: 1\nhosts:\n  - ports: [22]\n', ':3: hosts[0].host: missing; expected'],
  ['c.yaml', 'version: 1\nhosts: [', ': is not YAML: '],
  ['d.yaml', '', ': expected a policy'],
  ['e.yaml', bomb(6), ': is not YAML: Excessive alias count'],
  ['f.json', '{', ': is not JSON: '],
  ['g.txt', '', ': expected a file that ends in .json, .yaml or .yml'],
])('%s', async (name, text, message) => {
  const path = await file(name, text)
  const error: unknown = await loadPolicy(path).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'ERR_OPTION' })
  expect((error as Error).message).toContain(`${path}${message}`)
})

test('a file that is not there', async () => {
  const path = join(folder, 'none.yaml')
  await expect(loadPolicy(path)).rejects.toThrow(`${path}: cannot be read: ENOENT`)
})
