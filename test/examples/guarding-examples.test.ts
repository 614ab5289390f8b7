import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { parseCommand } from '../../src/cli/parse-command.ts'
import { loadPolicy } from '../../src/report/index.ts'
import { greets } from '../support/peer-script.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { root } from '../structure/source-files.ts'
import { runExample } from './run-example.ts'

const textOf = (name: string): string => readFileSync(join(root, 'examples/guarding', name), 'utf8')

async function listening(address: string): Promise<number> {
  const server = await scriptedServer(greets(''), address)
  onTestFinished(() => server.close())
  return server.port
}

test('compose', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [web, database, cache] = [
    await listening('0.0.0.0'),
    await listening('127.0.0.1'),
    await closedPort(),
  ]
  const compose = join(folder, 'compose.yaml')
  const published = (ports: readonly (readonly [string, string])[]): void => {
    const text = ports.reduce((text, [from, to]) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    }, textOf('compose.yaml'))
    writeFileSync(compose, text)
  }
  // Another address of this machine stands for the network: what is bound to 127.0.0.1 does not answer there.
  const run = async (besides = ''): Promise<string> => {
    const env = {
      COMPOSE: compose,
      NETWORK: '127.0.0.2',
      PORTS: `${web},${database},${cache}`,
      BESIDES: besides,
    }
    const { code, stdout } = await runExample('guarding/compose.test.ts', { env })
    const failed = [...stdout.matchAll(/^not ok \d+ - (.+)$/gm)].map(([, name]) => name)
    expect(code).toBe(failed.length > 0 ? 1 : 0)
    return failed.join()
  }
  const meant = [
    ['8080:80', `${web}:80`],
    ['127.0.0.1:5432:', `127.0.0.1:${database}:`],
  ] as const
  published(meant)
  expect(await run()).toBe('')

  // A port of the machine that no file names, unless it is said.
  published([['8080:80', `127.0.0.1:${web}:80`], meant[1]])
  expect(await run()).toBe('127.0.0.2 shows what is published to all, and nothing else')
  expect(await run(`${web}`)).toBe('')

  // Published by the file, and nobody there.
  published([meant[0], ['127.0.0.1:5432:', `127.0.0.1:${cache}:`]])
  expect(await run()).toBe('each published port answers on this machine')
})

test('ports', async () => {
  const policy = await loadPolicy(join(root, 'examples/guarding/ports.yaml'))
  expect(policy.hosts).toHaveLength(1)
  const published = (parse(textOf('compose.yaml')) as { services: Record<string, { ports?: string[] }> })
    .services
  const ports = Object.values(published).flatMap(({ ports = [] }) =>
    ports.map((text) => text.split(':').at(-2)),
  )
  for (const port of ports) expect(textOf('ports.yaml')).toContain(`port: ${port},`)
})

test('ci', () => {
  const { jobs } = parse(textOf('ci.yml')) as { jobs: { ports: { steps: Record<string, string>[] } } }
  const { steps } = jobs.ports
  for (const step of steps)
    expect(Object.keys(step).filter((key) => ['uses', 'run'].includes(key))).toHaveLength(1)
  const runs = steps.flatMap(({ run }) => run ?? [])
  const kinds = runs
    .flatMap((line) => /^npx portscan ([^>]+?)(?: >>.*)?$/.exec(line)?.[1] ?? [])
    .map((line) => parseCommand(line.split(' ')).kind)
  expect(kinds).toEqual(['wait', 'check'])
  // What it runs lies beside it.
  for (const name of ['compose.test.ts', 'ports.yaml']) expect(runs.join('\n')).toContain(name)
})
