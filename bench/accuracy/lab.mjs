import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const netlab = fileURLToPath(new URL('../netlab/netlab', import.meta.url))

/**
 * A network of its own whose truth is known (bench/netlab). `close()` takes it down, and so does the end of the process,
 * by SIGINT and SIGTERM too. Several run side by side.
 */
export function openLab() {
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'))
  const env = { ...process.env, NETLAB: `a${process.pid.toString(36)}`, NETLAB_STATE: join(folder, 'state') }
  const ask = (...args) =>
    execFileSync(netlab, args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    })
  const targets = join(folder, 'targets')
  let scanner
  process.on('exit', close)
  for (const signal of SIGNALS) process.on(signal, leave)
  return {
    /** The file that lists its addresses. */
    targets,
    up(options) {
      ask('up', ...options)
      writeFileSync(targets, ask('targets'))
    },
    /** Runs a program where the lab is reached, for so many seconds at most. */
    async run(argv, seconds) {
      const start = Date.now()
      scanner = spawn(netlab, ['exec', '-n', '20000', ...argv], {
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: seconds * 1e3,
        killSignal: 'SIGKILL',
      })
      const stdout = []
      scanner.stdout.on('data', (chunk) => stdout.push(chunk))
      const [status] = await once(scanner, 'close')
      return { stdout: String(Buffer.concat(stdout)), status, start, seconds: (Date.now() - start) / 1e3 }
    },
    /** What of a scanner's output is right. */
    score(output) {
      const file = join(folder, 'output')
      writeFileSync(file, output)
      return JSON.parse(ask('score', file))
    },
    /** The SYNs that were sent, and what each path did with its packets. */
    counts: () => JSON.parse(ask('counts')),
    /** The addresses on which every port is open. */
    decoys() {
      const truth = ask('truth', '--no-closed').trim().split('\n')
      const rows = truth.map((line) => line.split('\t'))
      return new Set(rows.filter(([, , , how]) => how === 'decoy').map(([address]) => address))
    },
    close,
  }

  function close() {
    scanner?.kill('SIGKILL')
    // In a session of its own: what ends us is often sent to the whole process group.
    spawnSync('setsid', ['--wait', netlab, 'down'], { env })
    rmSync(folder, { recursive: true, force: true })
    process.off('exit', close)
    for (const signal of SIGNALS) process.off(signal, leave)
  }
}

// Stays in place while it runs: a second signal must not cut the tidying short.
function leave() {
  process.exit(1)
}

/** Why no lab can be built here, if none can. */
export function whyNoLab() {
  if (process.platform !== 'linux') return 'there are no network namespaces but on Linux'
  if (process.getuid() !== 0) return 'it needs root'
  const programs = ['ip', 'nft', 'python3']
  const lacking = programs.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
  if (lacking.length > 0) return `it needs ${lacking.join(', ')} (apt-get install iproute2 nftables python3)`
  const lab = openLab()
  try {
    lab.up(['--delay', '1ms', '--ports', '1-2'])
    return undefined
  } catch ({ stderr, message }) {
    return `no network namespace with a firewall and a TAP device can be made: ${String(stderr || message).trim()}`
  } finally {
    lab.close()
  }
}

/** What figures depend on. */
export function machine() {
  const cores = readFileSync('/proc/cpuinfo', 'utf8').match(/^processor/gm)?.length
  const kernel = readFileSync('/proc/sys/kernel/osrelease', 'utf8').match(/^\d+\.\d+/)?.[0]
  return `Linux ${kernel}, ${cores} shared cores, Node ${process.versions.node}`
}
