import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const listeners = fileURLToPath(new URL('listen.mjs', import.meta.url))

/** This side's address and the next hop's, from a range that no network has (RFC 5737). */
const NEAR = '198.51.100.1'
const FAR = '198.51.100.2'
/** Who finds no gateway by asking is told. */
export const GATEWAY = '02:00:00:00:00:02'

/** Why no lab can be built here, if none can. */
export function whyNoLab() {
  if (process.platform !== 'linux') return 'there are no network namespaces but on Linux'
  if (process.getuid() !== 0) return 'it needs root'
  if (spawnSync('ip', ['-V']).error !== undefined) return 'it needs ip (iproute2)'
  const { status, stderr } = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' })
  return status === 0 ? undefined : `no network namespace can be made: ${stderr.trim()}`
}

/**
 * Networks of this machine alone: what scans is in a namespace, and so is what is scanned. There is no way out of them.
 * `close()` takes all down, and so does the end of the process, by SIGINT and SIGTERM too.
 */
export function openLab() {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'))
  const undo = []
  process.on('exit', close)
  for (const signal of SIGNALS) process.on(signal, leave)
  return {
    folder,
    /**
     * One namespace: its loopback is scanned. What all networks have: the words that `enter` it for scanning, and the
     * `device` on which all that was sent arrives, as the process `pid` sees it.
     */
    async loopback(open) {
      const near = namespace('lo')
      return { enter: enter(near), device: 'lo', ...(await server(near, open)) }
    },
    /** Two namespaces with a cable between; `hosts` (prefixes) answer, the rest of `network` is dropped in silence. */
    async cable({ network, hosts, open }) {
      const [near, far] = [namespace('near'), namespace('far')]
      ip('-n', near, 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far', 'netns', far)
      ip('-n', far, 'link', 'set', 'far', 'address', GATEWAY)
      ip('-n', near, 'address', 'add', `${NEAR}/30`, 'dev', 'near')
      ip('-n', far, 'address', 'add', `${FAR}/30`, 'dev', 'far')
      ip('-n', near, 'link', 'set', 'near', 'up')
      ip('-n', far, 'link', 'set', 'far', 'up')
      ip('-n', near, 'route', 'add', network, 'via', FAR)
      ip('-n', far, 'route', 'add', 'blackhole', network)
      for (const host of hosts) ip('-n', far, 'route', 'add', 'local', host, 'dev', 'lo')
      return { enter: enter(near), device: 'far', ...(await server(far, open)) }
    },
    close,
  }

  function namespace(part) {
    const name = `benchlab-${process.pid}-${part}-${undo.length}`
    ip('netns', 'add', name)
    undo.push(() => spawnSync('ip', ['netns', 'delete', name]))
    ip('-n', name, 'link', 'set', 'lo', 'up')
    return name
  }

  /** Accepts and says nothing, at these `[address, port]`. */
  async function server(name, open) {
    const child = spawn('ip', ['netns', 'exec', name, process.execPath, listeners, JSON.stringify(open)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    undo.push(() => child.kill('SIGKILL'))
    const [ready] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    if (!Buffer.isBuffer(ready)) throw new Error(`nobody listens in ${name}: the server ended with ${ready}`)
    return { pid: child.pid }
  }

  function close() {
    for (const step of undo.toReversed()) step()
    undo.length = 0
    rmSync(folder, { recursive: true, force: true })
    process.off('exit', close)
    for (const signal of SIGNALS) process.off(signal, leave)
  }
}

function enter(name) {
  return ['ip', 'netns', 'exec', name]
}

function ip(...words) {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] })
}

// Stays in place while it runs: a second signal must not cut the tidying short.
function leave() {
  process.exit(1)
}
