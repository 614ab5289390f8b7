// Scan a network with progress. Ctrl-C keeps where it stands, and the next run goes on there.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { scan, type Checkpoint } from 'portscan-core'

const [network = '127.0.0.1', ports = '1-1024', file = 'scan.checkpoint'] = process.argv.slice(2)
const kept = existsSync(file) && { resume: JSON.parse(readFileSync(file, 'utf8')) as Checkpoint }
const run = scan(network, { ports, ...kept })
process.once('SIGINT', () => run.abort('stopped'))
const progress = setInterval(() => {
  const { done, total = '?', rate } = run.stats
  console.error(`${done} of ${total}, ${Math.round(rate)} a second`)
}, 1000)
try {
  for await (const { address, port } of run) console.log(`${address} ${port}`)
  rmSync(file, { force: true })
} catch (error) {
  if (error !== 'stopped') throw error
  writeFileSync(file, JSON.stringify(run.checkpoint()))
} finally {
  clearInterval(progress)
}
