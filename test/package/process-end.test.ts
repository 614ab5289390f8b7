import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('the process ends by itself after a scan, and after leaving one in the middle', () => {
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)
  const program = `
    const { scan } = await import(${index})
    for await (const port of scan('127.0.0.1', { ports: '1-300', states: 'all' })) if (port.port > 0) break
    const { hosts } = await scan('127.0.0.1', { ports: '1-50' }).report()
    console.log(hosts.length)
  `
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 20_000 })
  expect(out.toString()).toBe('1\n')
})
