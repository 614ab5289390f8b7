import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../structure/source-files.ts'
import { nativeHere } from '../support/native-here.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'portscan-consumer-'))
const consumer = { bare: join(folder, 'bare'), koffi: join(folder, 'koffi') }

/** Two applications that have installed the package as it is published: one has koffi, the other not. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  for (const [name, at] of Object.entries(consumer)) {
    const installed = join(at, 'node_modules', 'portscan-core')
    mkdirSync(installed, { recursive: true })
    execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'])
    for (const dependency of ['dns2', 'ip-num', 'p-queue', ...(name === 'koffi' ? ['koffi'] : [])]) {
      symlinkSync(join(root, 'node_modules', dependency), join(at, 'node_modules', dependency), 'junction')
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const IMPORT = {
  mjs: `import { scan } from 'portscan-core'
    import { createServer } from 'node:net'
    const native = () => import('portscan-core/native')`,
  cjs: `const { scan } = require('portscan-core')
    const { createServer } = require('node:net')
    const native = async () => require('portscan-core/native')`,
}

/** Scans with these options, and prints which engine was at work and what it says of an open port; or the error. */
const program = (kind: 'mjs' | 'cjs', options: string): string => `${IMPORT[kind]}
  const server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1', async () => {
    const { port } = server.address()
    try {
      const run = scan('127.0.0.1', { ports: port + ',1-20000', states: 'all', ...(await (${options})()) })
      const said = {}
      for await (const result of run) if (result.port === port) said.state = result.state
      const { engine, done } = run.stats
      console.log(JSON.stringify({ engine, state: said.state, whole: done >= 20000 }))
    } catch ({ code, message }) {
      console.log(JSON.stringify({ code, message }))
    }
    server.close()
  })`

// It lasts long enough for threads to get ready.
const auto = 'async () => ({ rate: 20000 })'
const required = `async () => ({ engine: 'native' })`
const strategy = 'async () => ({ strategy: { tcp: (await native()).nativeProbe() } })'

async function said(at: string, kind: 'mjs' | 'cjs', options: string): Promise<unknown> {
  const file = join(at, `app-${Math.random().toString(36).slice(2)}.${kind}`)
  writeFileSync(file, program(kind, options))
  return saidBy(file)
}

async function saidBy(file: string): Promise<unknown> {
  const { stdout, stderr } = await run(process.execPath, [file], { timeout: 60_000 })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const open = { state: 'open', whole: true }
const missing = {
  code: 'ERR_MISSING_PEER',
  message: expect.stringContaining('npm install koffi') as string,
}

describe.each(['mjs', 'cjs'] as const)('an application in .%s', (kind) => {
  test('without koffi: Node’s sockets, silently', async () => {
    expect(await said(consumer.bare, kind, auto)).toEqual({ engine: 'node', ...open })
  })

  test.skipIf(process.platform !== 'linux')(
    'without koffi: who insists is told what to install',
    async () => {
      expect(await said(consumer.bare, kind, required)).toEqual(missing)
      expect(await said(consumer.bare, kind, strategy)).toEqual(missing)
    },
  )

  test.skipIf(!nativeHere)('with koffi: the native engine, by itself or by name', async () => {
    expect(await said(consumer.koffi, kind, auto)).toEqual({ engine: 'native', ...open })
    expect(await said(consumer.koffi, kind, required)).toEqual({ engine: 'native', ...open })
    expect(await said(consumer.koffi, kind, strategy)).toEqual({ engine: 'node', ...open })
  })
})

describe.each(['mjs', 'cjs'] as const)('an application that was bundled into one .%s', (kind) => {
  const bundled = async (at: string, options: string): Promise<unknown> => {
    const source = join(at, 'source.mjs')
    const outfile = join(at, `bundle.${kind}`)
    writeFileSync(source, program('mjs', options))
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      platform: 'node',
      format: kind === 'mjs' ? 'esm' : 'cjs',
      // What was CommonJS wants a `require`.
      ...(kind === 'mjs' && {
        banner: {
          js: `import { createRequire as from } from 'node:module'; const require = from(import.meta.url)`,
        },
      }),
      // Other peers that are optional; of koffi the bundler sees nothing.
      external: ['oui-data', 're2js', 'saxes', 'yaml'],
      logLevel: 'error',
    })
    return saidBy(outfile)
  }

  test('threads of Node’s sockets need no other file', async () => {
    const threads = `async () => ({ engine: 'node', workers: 2, rate: 20000 })`
    expect(await bundled(consumer.bare, threads)).toEqual({ engine: 'node', ...open })
  })

  test.skipIf(!nativeHere)('the native engine finds koffi beside it', async () => {
    expect(await bundled(consumer.koffi, required)).toEqual({ engine: 'native', ...open })
  })
})
