import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds between two looks at a run. */
const LOOK = 10
const TICKS_A_SECOND = 100
const DESCRIPTORS = 20_000

/**
 * One run of a program in a network of the lab: seconds on the clock, seconds of CPU with those of its children, MiB of
 * memory at the most, packets that arrived (on loopback the answers too), and the pace of most of them.
 */
export async function measure(network, { argv, input }, limit) {
  const [program, ...words] = [...network.enter, 'prlimit', `--nofile=${DESCRIPTORS}`, ...argv]
  const arrived = () => packetsReceived(readFileSync(`/proc/${network.pid}/net/dev`, 'utf8'), network.device)
  const [cpu, packets, start] = [childrenSeconds(), arrived(), performance.now()]
  const child = spawn(program, words, { timeout: limit * 1e3, killSignal: 'SIGKILL' })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)]
  const looks = lookAt(child.pid, () => [performance.now(), arrived()])
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (...end) => resolve(end))
  })
  const seconds = (performance.now() - start) / 1e3
  process.off('exit', stop)
  const { memory, samples } = await looks.end()
  return {
    seconds,
    cpu: childrenSeconds() - cpu,
    memory,
    packets: arrived() - packets,
    pace: paceOf(samples),
    ...(code !== 0 && { failure: failureOf({ code, signal, limit, stderr: await stderr }) }),
    stdout: await stdout,
  }
}

async function textOf(stream) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return String(Buffer.concat(chunks))
}

function failureOf({ code, signal, limit, stderr }) {
  if (signal === 'SIGKILL') return `cut off after ${limit} s`
  return `ended with ${code}: ${stderr.trim().split('\n').at(-1).slice(0, 200)}`
}

/** CPU of all children that have ended, and of theirs. */
function childrenSeconds() {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // proc_pid_stat(5): cutime and cstime are the 16th and 17th; the state, which is the third, is our first.
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND
}

/** Looks at a process until it has ended. The kernel keeps the peak itself: only what comes after the last look is missed. */
function lookAt(pid, sample) {
  const samples = [sample()]
  let memory = 0
  let running = true
  const over = (async () => {
    while (running) {
      memory = Math.max(memory, peakMemory(pid))
      samples.push(sample())
      await delay(LOOK)
    }
  })()
  return {
    async end() {
      running = false
      await over
      return { memory, samples }
    },
  }
}

function peakMemory(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    // It has ended.
    return 0
  }
}

/** The packets that a device received, by the text of /proc/net/dev. */
export function packetsReceived(text, device) {
  const row = text.split('\n').find((line) => line.trim().startsWith(`${device}:`))
  if (row === undefined) throw new Error(`no device ${device}`)
  return Number(row.split(':')[1].trim().split(/\s+/)[1])
}

/** Packets a second from the tenth to the ninetieth of a hundred, by `[milliseconds, packets so far]`. */
export function paceOf(samples) {
  const [first, last] = [samples[0][1], samples.at(-1)[1]]
  const at = (share) => samples.find(([, count]) => count - first >= share * (last - first))
  const [[from, few], [to, many]] = [at(0.1), at(0.9)]
  return to > from ? ((many - few) * 1e3) / (to - from) : undefined
}
