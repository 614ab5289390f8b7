import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { collect } from '../../src/index.ts'
import type { StoredScan } from '../../src/integrations/server/model.ts'
import { openStore, type OpenStore } from '../../src/integrations/server/store/open-store.ts'
import { eventually } from './eventually.ts'
import type { LastingPostgresql } from './lasting-postgresql.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const HOSTS = 20
const SHARDS = 8
/** Milliseconds of a lease, and between two sweeps, of the workers here. */
export const LEASE = 1_500

/** A worker that is a process of its own. */
export interface WorkerProcess {
  readonly pid: number
  signal(name: NodeJS.Signals): void
  /** Ends it at once and waits for that. */
  kill(): Promise<void>
  /** What it wrote to standard error. */
  said(): string
}

/** Where workers are killed, and what they should find all the same. */
export interface FaultLab {
  startWorker(environment: Readonly<Record<string, string>>): Promise<WorkerProcess>
  /** A scan that takes some seconds, kept and due. */
  startScan(): Promise<StoredScan>
  /** Waits until that share of its shards is done. */
  reached(scan: StoredScan, share: number): Promise<void>
  /** Waits for its end; nothing is lost, nothing is there twice. */
  checkEnd(scan: StoredScan): Promise<void>
  close(): Promise<void>
}

/** `endpoints` of one scan, about; `rate` a second of all of it. */
export async function openFaultLab(
  postgresql: LastingPostgresql,
  { endpoints = 4_000, rate = 1_600 } = {},
): Promise<FaultLab> {
  const folder = mkdtempSync(join(root, 'node_modules', '.faults-'))
  const program = join(folder, 'worker.mjs')
  execFileSync(process.execPath, [join(root, 'bench/faults/bundle-worker.mjs'), program])
  const store: OpenStore = await openStore({ url: postgresql.url }, { onError() {} })
  const started = new Set<WorkerProcess>()
  const servers = await Promise.all(['127.0.0.1', '127.0.0.7', '127.0.0.19'].map(listen))
  const open = new Map(servers.map((server) => [address(server).address, address(server).port]))
  const hosts = Array.from({ length: HOSTS }, (_, at) => `127.0.0.${at + 1}`)
  // Ports around those that are open, so that they lie in different shards.
  const ports = portsAround([...open.values()], Math.floor(endpoints / HOSTS))

  return {
    async startWorker(environment) {
      const worker = await startProcess(program, { DATABASE_URL: postgresql.url, ...environment })
      started.add(worker)
      return worker
    },
    async startScan() {
      const request = {
        hosts,
        ports,
        services: false,
        udp: false,
        timing: 'normal',
        rate,
        backends: ['connect'],
      } as const
      const made = await store.scans.create({ tenant: 'default', request, seed: 7, shards: SHARDS })
      if (made === 'conflict') throw new Error('nobody else asked for it')
      return made.scan
    },
    async reached({ scan_id }, share) {
      await eventually(async () => {
        const now = await store.scans.get('default', scan_id).catch(() => undefined)
        return now !== undefined && (now.shards_done >= share * SHARDS || now.status === 'done')
      }, 60_000)
    },
    async checkEnd({ scan_id }) {
      await eventually(async () => {
        const now = await store.scans.get('default', scan_id).catch(() => undefined)
        return now?.finished_at !== undefined
      }, 90_000)
      const ended = await store.scans.get('default', scan_id)
      expect(ended).toMatchObject({ status: 'done', shards_done: SHARDS })
      const results = await collect(store.results.ofScan('default', scan_id))
      expect(results.map(({ host }) => host).toSorted()).toEqual(hosts.toSorted())
      expect(results.every(({ complete }) => complete)).toBe(true)
      const found = results.flatMap(({ host, open_ports: list }) => list.map((port) => `${host}:${port}`))
      // A port of one server may be open at another one's address by chance: it is not, each listens at its own.
      expect(found.toSorted()).toEqual([...open].map(([host, port]) => `${host}:${port}`).toSorted())
      const counted = results.flatMap(({ counts }) =>
        Object.values(counts).flatMap((reasons) => Object.values(reasons)),
      )
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(hosts.length * countOf(ports))
      const events = await store.scans.events('default', scan_id, 0, 1_000)
      expect(events.filter(({ type }) => type === 'port')).toHaveLength(found.length)
    },
    async close() {
      await Promise.all([...started].map((worker) => worker.kill()))
      for (const server of servers) server.close()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function startProcess(
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const env = { PATH: process.env['PATH'], LEASE: `${LEASE}`, SWEEP: '500', ...environment }
  const child = spawn(process.execPath, [program], {
    env,
    cwd: dirname(program),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, said] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)))
  await eventually(() => {
    if (hasEnded(child)) throw new Error(`the worker did not start: ${said}`)
    return output.includes('ready')
  }, 60_000)
  return {
    pid: child.pid!,
    said: () => said,
    signal(name) {
      if (!hasEnded(child)) process.kill(child.pid!, name)
    },
    async kill() {
      if (hasEnded(child)) return
      process.kill(child.pid!, 'SIGKILL')
      await eventually(() => hasEnded(child))
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function listen(host: string): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => {}).destroy())
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return server
}

function address(server: Server): AddressInfo {
  return server.address() as AddressInfo
}

/** So many ports, below those that the system gives to anybody, and these. */
function portsAround(open: readonly number[], count: number): string {
  return [...open, `10000-${10_000 + count - 1}`].join(',')
}

function countOf(ports: string): number {
  return ports.split(',').reduce((sum, part) => {
    const [first, last = first] = part.split('-').map(Number)
    return sum + last! - first! + 1
  }, 0)
}
