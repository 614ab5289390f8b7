import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ScanError } from 'portscan-core'

/** A directory that this process alone has. */
export interface DirectoryLock {
  release(): void
}

const NAME = /^lock-(\d+)-(\d+)-(.+)$/

/**
 * Takes a directory for this process: two processes on one embedded database lose each other's rows. The name of the lock
 * file says who has it (process id, when that began, machine), so it is whole as soon as it is there. Everybody writes
 * theirs before they look for others': of two that come at once at least one sees the other. The lock of a process that
 * is no more is taken away; one of another machine is not, as nobody here can know. `ERR_STATE` where somebody has it.
 */
export function lockDirectory(directory: string, pid: number = process.pid): DirectoryLock {
  const own = lockName(pid)
  const path = join(directory, own)
  try {
    writeFileSync(path, '', { flag: 'wx' })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw taken(directory, own, cause)
  }
  const others = readdirSync(directory).filter((name) => NAME.test(name) && name !== own)
  for (const name of others) {
    if (isHeld(name)) {
      rmSync(path, { force: true })
      throw taken(directory, name)
    }
    rmSync(join(directory, name), { force: true })
  }
  return { release: () => rmSync(path, { force: true }) }
}

function lockName(pid: number): string {
  return `lock-${pid}-${beganAt(pid) ?? 0}-${machine()}`
}

function machine(): string {
  return hostname().replace(/[^\w.-]/g, '_')
}

function isHeld(name: string): boolean {
  const [, pid, began, where] = NAME.exec(name) ?? []
  if (where !== machine()) return true
  if (!isAlive(Number(pid))) return false
  const now = beganAt(Number(pid))
  // Another process may have got its number since.
  return now === undefined || now === Number(began)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** proc(5): the 22nd field of `stat`, in ticks since the machine was started. Linux alone has it. */
function beganAt(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name, in brackets, which may hold anything.
    const ticks = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19])
    return Number.isSafeInteger(ticks) ? ticks : undefined
  } catch {
    return undefined
  }
}

function taken(directory: string, name: string, cause?: unknown): ScanError {
  const [, pid, , where] = NAME.exec(name) ?? []
  const who = where === machine() ? `process ${pid}` : `process ${pid} of the machine ${where}`
  const advice =
    where === machine()
      ? 'stop it, or use another folder'
      : `if that is gone, remove the file ${name} from there`
  const message = `the data folder ${directory} is in use by ${who}: ${advice}`
  return new ScanError('ERR_STATE', message, { input: directory, cause })
}
