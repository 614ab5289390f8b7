import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runBin, runNode, runNpm } from './run.mjs'

const use = `
// A scan resets what it has opened.
const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1', async () => {
  const { port } = server.address()
  const report = await scan('127.0.0.1', { ports: String(port) }).report()
  server.close()
  if (report.hosts[0]?.ports[0]?.port !== port) throw new Error('the open port was not found')
})
`

const useTesting = `
const { connector } = memoryNetwork({ ports: { '192.0.2.7:22': 'open' } })
void scan('192.0.2.7', { ports: '20-25', connector }).report().then(({ hosts }) => {
  if (hosts[0]?.ports[0]?.port !== 22) throw new Error('the open port was not found in memory')
})
`

// Without the SDK there is nothing to see, and nothing may break.
const useOtel = `
void instrument().then(async (telemetry) => {
  const { connector } = memoryNetwork({ ports: { '192.0.2.7:22': 'open' } })
  await scan('192.0.2.7', { ports: '22', connector }).report()
  telemetry.stop()
})
`
const missOtel = `
void instrument().catch((error) => {
  if (error.code !== 'ERR_MISSING_PEER' || !error.message.endsWith('npm install @opentelemetry/api')) throw error
  console.log('missing')
})
`

/** Installs the tarball in an empty folder, without install scripts, and meets it there in every way. */
export function checkConsumer(tarball, folder) {
  const here = { cwd: folder, env: withoutNpmSettings() }
  write('package.json', JSON.stringify({ name: 'consumer', private: true }))
  const nodeTypes = `@types/node@${installedVersion('@types/node')}`
  runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball, nodeTypes], here)

  write('use.mjs', `import { createServer } from 'node:net'\nimport { scan } from 'portscan-core'\n${use}`)
  write(
    'use.cjs',
    `const { createServer } = require('node:net')\nconst { scan } = require('portscan-core')\n${use}`,
  )
  runNode(['use.mjs'], here)
  runNode(['use.cjs'], here)

  write(
    'use-testing.mjs',
    `import { memoryNetwork } from 'portscan-core/testing'\nimport { scan } from 'portscan-core'\n${useTesting}`,
  )
  write(
    'use-testing.cjs',
    `const { memoryNetwork } = require('portscan-core/testing')\nconst { scan } = require('portscan-core')\n${useTesting}`,
  )
  runNode(['use-testing.mjs'], here)
  runNode(['use-testing.cjs'], here)

  const otel = {
    mjs: [
      `import { instrument } from 'portscan-core/otel'`,
      `import { memoryNetwork } from 'portscan-core/testing'`,
    ],
    cjs: [
      `const { instrument } = require('portscan-core/otel')`,
      `const { memoryNetwork } = require('portscan-core/testing')`,
    ],
  }
  const library = {
    mjs: `import { scan } from 'portscan-core'`,
    cjs: `const { scan } = require('portscan-core')`,
  }
  for (const ending of ['mjs', 'cjs']) {
    write(`miss-otel.${ending}`, `${otel[ending][0]}\n${missOtel}`)
    if (!runNode([`miss-otel.${ending}`], here).includes('missing'))
      throw new Error('the missing peer was not missed')
  }
  const api = `@opentelemetry/api@${installedVersion('@opentelemetry/api')}`
  runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', api], here)
  for (const ending of ['mjs', 'cjs']) {
    write(`use-otel.${ending}`, [...otel[ending], library[ending], useOtel].join('\n'))
    runNode([`use-otel.${ending}`], here)
  }

  for (const source of ['embedding', 'otel', 'report', 'testing']) {
    for (const ending of ['mts', 'cts']) {
      copyFileSync(join(root, `test/types/${source}.ts`), join(folder, `${source}.${ending}`))
    }
  }
  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const compilerOptions = { module, moduleResolution, target: 'es2022', strict: true, noEmit: true }
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: false } }))
    runBin('typescript', 'tsc', ['-p', '.'], here)
  }

  const help = runNpm(['exec', '--offline', '--', 'portscan', '--help'], here)
  if (!/portscan.*<target/.test(help)) throw new Error(`portscan --help does not show its usage:\n${help}`)

  function write(name, text) {
    writeFileSync(join(folder, name), text)
  }
}

export function installedVersion(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

// `npm run` tells its children about the package they run in; the consumer is another one.
export function withoutNpmSettings() {
  const own = /^npm_(package|lifecycle|config_local_prefix|command)/
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !own.test(name) && name !== 'INIT_CWD'),
  )
}
