import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg, release } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

/** Share of the cores that others may use while something is measured. */
const QUIET = 0.15
const SECONDS = 2

/** What figures depend on, in words. */
export function machine() {
  const kernel = /^\d+\.\d+/.exec(release())?.[0]
  return `Linux ${kernel}, ${availableParallelism()} cores, Node ${process.versions.node}`
}

/** How busy the machine is while we do nothing: a share of its cores, of late and over the last minute. */
export async function machineLoad() {
  const before = ticks()
  await delay(SECONDS * 1e3)
  const after = ticks()
  const share = 1 - (after.idle - before.idle) / (after.all - before.all)
  const minute = loadavg()[0]
  const percent = Math.round(share * 100)
  const text = `before it others used ${percent} % of the cores, load average ${minute.toFixed(2)}`
  return { quiet: share <= QUIET, text }
}

function ticks() {
  return ticksOf(readFileSync('/proc/stat', 'utf8'))
}

/** The ticks of all cores, and those in which they had nothing to do (waiting for a disk included). */
export function ticksOf(text) {
  const [user, nice, system, idle, disk, hard, soft, stolen] = text
    .slice(0, text.indexOf('\n'))
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return { idle: idle + disk, all: user + nice + system + idle + disk + hard + soft + stolen }
}
