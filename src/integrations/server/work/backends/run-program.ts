import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { escapeText } from 'portscan-core/report'

export interface ProgramRun {
  /** Looked for in PATH, unless it has a slash. */
  readonly program: string
  /** Never read by a shell. */
  readonly args: readonly string[]
  readonly signal: AbortSignal
  /** Milliseconds that it may take. Default one hour. */
  readonly timeout?: number
  /** Bytes of output that are read. Default 64 MiB. */
  readonly outputLimit?: number
}

const HOUR = 3_600_000
const OUTPUT_LIMIT = 64 * 1024 * 1024
/** Bytes of standard error that an error tells: its end. */
const SAID = 1_000

/**
 * What a program writes to standard output, as text. It runs in a process group of its own, with nothing of our
 * environment but PATH, and nothing of the group is left when this ends. Rejects where it is missing, says more or takes
 * longer than it may, or ends with anything but 0; with the signal's reason on abort.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  run.signal.throwIfAborted()
  const child = spawn(run.program, run.args, {
    shell: false,
    detached: true,
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => killGroup(child)
  const stopWatch = watch(run, child, kill)
  try {
    const { output, said, ending } = await finished(child)
    const trouble = stopWatch() ?? ending
    run.signal.throwIfAborted()
    if (trouble !== undefined) throw new Error(`${run.program} ${trouble}${quoted(said)}`)
    return output
  } finally {
    stopWatch()
    kill()
  }
}

interface Finished {
  readonly output: string
  readonly said: string
  /** How it ended, where it did not end well. */
  readonly ending: string | undefined
}

function finished(child: ChildProcess): Promise<Finished> {
  const chunks: Buffer[] = []
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-SAID)
  })
  return new Promise((resolve) => {
    const end = (ending: string | undefined): void =>
      resolve({ output: Buffer.concat(chunks).toString('utf8'), said, ending })
    child.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ENOENT' ? 'is not installed' : `could not be started (${error.message})`),
    )
    child.once('close', (code, signal) => {
      if (code === 0) end(undefined)
      else end(signal === null ? `ended with ${code}` : `was ended by ${signal}`)
    })
  })
}

/** Ends the program when it has had enough; what is given back ends the watch, and says what was wrong. */
function watch(run: ProgramRun, child: ChildProcess, kill: () => void): () => string | undefined {
  const { signal, timeout = HOUR, outputLimit = OUTPUT_LIMIT } = run
  let trouble: string | undefined
  let seen = 0
  const end = (why?: string): void => {
    trouble ??= why
    kill()
    // What it left behind may hold the pipes open.
    child.stdout!.destroy()
    child.stderr!.destroy()
  }
  const onAbort = (): void => end()
  const timer = setTimeout(() => end(`took longer than ${timeout / 1000} s`), timeout)
  child.stdout!.on('data', (chunk: Buffer) => {
    seen += chunk.length
    if (seen > outputLimit) end(`wrote more than ${outputLimit} bytes`)
  })
  signal.addEventListener('abort', onAbort)
  return () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    return trouble
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}

function quoted(said: string): string {
  const text = escapeText(said.trim())
  return text === '' ? '' : `: ${text}`
}
