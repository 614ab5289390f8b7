import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A program that a test started, listening on loopback. */
export interface RealServer {
  readonly port: number
  readonly directory: string
  /** What the program wrote to standard output and standard error so far. */
  log(): string
  /** Ends the program and everything it started (its process group, by id), then removes its directory. */
  stop(): Promise<void>
}

/** What a server is started with: a free port of 127.0.0.1 and a directory of its own, removed at the end. */
export interface ServerPlace {
  readonly port: number
  readonly directory: string
}

export interface ServerCommand {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Runs the program as this user and group; needs root. */
  readonly uid?: number
  readonly gid?: number
}

/** Debian keeps daemons where an ordinary user's PATH does not look. */
const DIRECTORIES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin']

/** The path of an installed program (a name, or a path of its own), or `undefined`. */
export function findProgram(name: string): string | undefined {
  const candidates = name.includes('/') ? [name] : DIRECTORIES.map((directory) => join(directory, name))
  return candidates.find(isExecutable)
}

/**
 * Says why the tests of these programs must be skipped, and prints it; `undefined` where all are installed.
 *
 * @example
 * const missing = missingProgram('nginx')
 * test.skipIf(missing !== undefined)(`names nginx${missing ?? ''}`, async () => { … })
 */
export function missingProgram(...names: readonly string[]): string | undefined {
  const missing = names.filter((name) => findProgram(name) === undefined)
  if (missing.length === 0) return undefined
  const reason = ` (skipped: not installed: ${missing.join(', ')})`
  console.warn(`real server tests${reason}`)
  return reason
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/**
 * Starts a program on a free port in a directory of its own, and waits until it accepts connections there (or is
 * `ready` in another way). `prepare` writes its configuration and says what to run.
 *
 * @example
 * const server = await startServer(({ port }) => ({ program: 'memcached', args: ['-l', '127.0.0.1', '-p', `${port}`] }))
 */
export async function startServer(
  prepare: (place: ServerPlace) => ServerCommand | Promise<ServerCommand>,
  { timeout = 15_000, ready = accepts } = {},
): Promise<RealServer> {
  const directory = mkdtempSync(join(tmpdir(), 'portscan-'))
  const port = await freePort()
  const { program, args, env, uid, gid } = await prepare({ port, directory })
  // A group of its own, so that the workers it forks end with it.
  const child = spawn(findProgram(program) ?? program, args, {
    cwd: directory,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  })
  let log = ''
  const note = (chunk: Buffer): void => {
    log = (log + chunk.toString('latin1')).slice(-20_000)
  }
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  child.on('error', (error) => note(Buffer.from(String(error))))
  const stop = async (): Promise<void> => {
    await endGroup(child)
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await untilReady(() => ready(port), child, timeout)
  } catch (error) {
    await stop()
    throw new Error(`${program} did not start on port ${port}: ${log}`, { cause: error })
  }
  return { port, directory, log: () => log, stop }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function untilReady(
  ready: () => Promise<boolean>,
  child: ChildProcess,
  timeout: number,
): Promise<void> {
  const end = Date.now() + timeout
  while (!(await ready())) {
    if (child.pid === undefined || child.exitCode !== null) throw new Error('the program ended')
    if (Date.now() > end) throw new Error(`it was not ready within ${timeout} ms`)
    await pause(40)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
  })
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
  signalGroup(child.pid, 'SIGTERM')
  const killer = setTimeout(() => signalGroup(child.pid!, 'SIGKILL'), 1500)
  await ended
  clearTimeout(killer)
  signalGroup(child.pid, 'SIGKILL')
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch {
    // Nobody of the group is left.
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
