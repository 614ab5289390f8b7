import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { findCycle } from './find-cycle.ts'
import { parseSource, readSources, type SourceFile } from './source-files.ts'

const ground = ['model', 'flow']
const tools = [...ground, 'net', 'pace', 'order', 'threads']
const stations = [...tools, 'targets', 'resolve', 'discover', 'probe', 'fingerprint', 'report']

/** Which rooms a room may import, beside itself. `facade` is what lies in `src/` itself, but for the index. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  flow: ['model'],
  net: ground,
  pace: ground,
  order: ground,
  threads: [...ground, 'net'],
  targets: tools,
  resolve: tools,
  discover: tools,
  probe: tools,
  fingerprint: tools,
  report: tools,
  // The engine of the system's own calls is loaded when it is wanted.
  facade: [...stations, 'native'],
  native: stations,
  index: [...stations, 'facade'],
  // By the package's own name, so that what is built holds no copy of the library.
  testing: ['index', 'report'],
  integrations: ['index', 'report'],
  cli: ['index', 'report', 'integrations'],
}

/** Packages and Node modules that belong to a few files; all others are free for everyone. */
const reserved: readonly { readonly modules: RegExp; readonly files: RegExp }[] = [
  {
    modules: /^node:(net|tls|dgram|http|https|http2)$/,
    files: /^src\/(net\/|testing\/scripted-server\.ts$|integrations\/server\/(webhooks|http)\/)/,
  },
  { modules: /^node:dns(\/|$)/, files: /^src\/(resolve|integrations\/server)\// },
  { modules: /^dns2$/, files: /^src\/resolve\/dns-resolver[\w-]*\.ts$/ },
  { modules: /^p-queue$/, files: /^src\/net\/limiter\.ts$/ },
  { modules: /^re2js$/, files: /^src\/fingerprint\// },
  { modules: /^(yaml|saxes)$/, files: /^src\/(fingerprint|report)\// },
  { modules: /^ip-num$/, files: /^src\/(targets|net)\// },
  { modules: /^(commander|picocolors|cli-progress)$/, files: /^src\/cli\// },
  { modules: /^node:worker_threads$/, files: /^src\/(threads|native)\// },
  { modules: /^@opentelemetry\//, files: /^src\/integrations\/(otel|server\/telemetry)\// },
  {
    modules: /^(@?fastify(\/|$)|typebox$|kysely$|pg$|@electric-sql\/|bullmq$|ioredis$|croner$)/,
    files: /^src\/integrations\/server\//,
  },
  { modules: /^(vitest|@jest\/globals)$/, files: /^src\/testing\/(vitest|jest)\.ts$/ },
  { modules: /^koffi$/, files: /^src\/native\// },
  {
    modules: /^node:(child_process|cluster|readline|repl)(\/|$)/,
    files: /^src\/(cli|integrations\/server\/work)\//,
  },
]

const forbiddenNames = /^(utils?|helpers?|common|core|shared|types)(\.ts)?$/

const sources = readSources()

test('every import follows the layers', () => {
  expect(sources.flatMap(layerBreaches)).toEqual([])
})

test('what is published beside the library imports it by its name, and holds no copy of it', () => {
  const doors = ['src/index.ts', 'src/report/index.ts']
  const copies = sources
    .filter(({ path }) => /^src\/(testing|integrations)\//.test(path))
    .flatMap(({ path, syntax }) =>
      [...syntax.text.matchAll(/from '(\.[^']+)'/g)]
        .filter(([, module = '']) => doors.includes(join(dirname(path), module)))
        .map(([line]) => `${path}: ${line}`),
    )
  expect(copies).toEqual([])
})

test('the command loads integrations only when they are asked for', () => {
  const eager = sources.filter(
    ({ path, syntax }) => path.startsWith('src/cli/') && /from '.*integrations/.test(syntax.text),
  )
  expect(eager.map(({ path }) => path)).toEqual([])
})

test('packages and sockets are imported only where they belong', () => {
  expect(sources.flatMap(reservedBreaches)).toEqual([])
})

test('no import cycle, types included', () => {
  const graph = new Map(sources.map((source) => [source.path, source.imports]))
  expect(findCycle(graph)).toEqual([])
})

test('no folder and no file is a bin for leftovers', () => {
  const names = sources.flatMap(({ path }) => path.split('/').map((name) => ({ path, name })))
  expect(names.filter(({ name }) => forbiddenNames.test(name)).map(({ path }) => path)).toEqual([])
})

test('the walk sees every kind of import', () => {
  const text = `
    import a from '../net/a.ts'
    import type { B } from '../net/b.ts'
    import { type C } from '../net/c.ts'
    export * from '../net/d.ts'
    export type { E } from '../net/e.ts'
    type F = import('../net/f.ts').F
    const g = await import('../net/g.ts')
    const h = require('../net/h.ts')
    import i = require('../net/i.ts')
    const j = await import(\`../net/\${a}.ts\`)
  `
  const breaches = layerBreaches(parseSource('src/model/host.ts', text))
  expect(breaches).toHaveLength(10)
  expect(reservedBreaches(parseSource('src/probe/x.ts', `import net from 'node:net'`))).toHaveLength(1)
})

test('a cycle is found and told from its start to its end', () => {
  const graph = new Map([
    ['a', ['b', 'p-queue']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(findCycle(graph)).toEqual(['b', 'c', 'b'])
})

function layerBreaches(source: SourceFile): string[] {
  const from = roomOf(source.path)
  const allowed = mayImport[from]
  if (!allowed) return [`${source.path}: no such room; see docs/architecture.md`]
  return source.imports
    .filter((module) => module.startsWith('src/') || module === '<computed>')
    .filter((module) => roomOf(module) !== from && !allowed.includes(roomOf(module)))
    .map(
      (module) => `${source.path} imports ${module}: ${from} may import ${allowed.join(', ') || 'nothing'}`,
    )
}

function reservedBreaches(source: SourceFile): string[] {
  return source.imports.flatMap((module) =>
    reserved
      .filter(({ modules, files }) => modules.test(module) && !files.test(source.path))
      .map(({ files }) => `${source.path} imports ${module}, which belongs to ${files}`),
  )
}

function roomOf(path: string): string {
  const [, first = '', ...rest] = path.split('/')
  if (rest.length > 0) return first
  if (first === 'index.ts') return 'index'
  return /^(scan(-[\w-]+)?|wait-for-port)\.ts$/.test(first) ? 'facade' : first
}
