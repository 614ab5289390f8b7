import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { nativeHere } from '../support/native-here.ts'

const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)

const engines: Readonly<Record<string, object>> = {
  'in its own thread': { engine: 'node', workers: 0 },
  'with threads': { engine: 'node', workers: 2 },
  ...(nativeHere && { 'by the system’s own calls': { engine: 'native' } }),
}

function run(program: string): string {
  const argv = ['--input-type=module', '-e', `const { scan } = await import(${index})\n${program}`]
  return execFileSync(process.execPath, argv, { timeout: 20_000, encoding: 'utf8' })
}

test.each(Object.entries(engines))(
  'the process ends by itself after a scan %s, and after leaving one in the middle',
  (_, engine) => {
    const out = run(`
      const engine = ${JSON.stringify(engine)}
      for await (const port of scan('127.0.0.1', { ...engine, ports: '1-300', states: 'all' })) if (port.port > 0) break
      const { hosts } = await scan('127.0.0.1', { ...engine, ports: '1-50' }).report()
      console.log(hosts.length)
    `)
    expect(out).toBe('1\n')
  },
)

test.each(Object.entries(engines))('a process that exits in a scan %s is soon gone', (_, engine) => {
  const out = run(`
    const run = scan('127.0.0.1', { ...${JSON.stringify(engine)}, ports: '1-65535', states: 'all' })
    let seen = 0
    for await (const port of run) {
      if (++seen !== 5000) continue
      // Its threads come to rest.
      run.pause()
      setTimeout(() => {
        console.log(Date.now())
        process.exit()
      }, 300)
    }
  `)
  expect(Date.now() - Number(out)).toBeLessThan(1_000)
})
