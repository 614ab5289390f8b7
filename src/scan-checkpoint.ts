import { createHash } from 'node:crypto'
import type { Checkpoint, CheckpointBlock, CheckpointHost } from './model/checkpoint.ts'
import type { BlockProgress } from './model/block.ts'
import { ScanError } from './model/errors.ts'
import { formatPorts } from './model/format-ports.ts'
import type { ResolvedHost } from './model/host.ts'
import { portCount } from './model/port-count.ts'
import type { PortSet } from './model/target.ts'
import { familyOf } from './net/address.ts'
import { normalizeAddress } from './net/embedded-address.ts'
import { outOfScope } from './net/special-addresses.ts'
import type { ProbeProgress } from './probe/probe-progress.ts'
import type { ScanSettings } from './scan-settings.ts'
import { directTargets } from './targets/check-targets.ts'
import { parsePorts, subtractPorts } from './targets/parse-ports.ts'
import type { Coverage, ResumedBlock, SpreadResume } from './targets/spread-resume.ts'

export function takeCheckpoint(
  settings: ScanSettings,
  covered: Coverage,
  progress: ProbeProgress,
): Checkpoint {
  const blocks = progress.blocks().map(({ index, hosts, progress: { next, pending } }): CheckpointBlock => ({
    block: index,
    next,
    pending,
    hosts: hosts.map(hostToJson),
  }))
  const last = blocks.pop() ?? { block: covered.index, next: 0, pending: [], hosts: [] }
  return {
    version: 1,
    hash: settingsHash(settings),
    seed: settings.seed,
    done: (settings.options.resume?.done ?? 0) + progress.done,
    ...last,
    earlier: blocks,
    covered: { index: covered.index, ordinal: covered.ordinal, hosts: covered.hosts },
  }
}

/** Where `spreadPorts` goes on. Throws `ERR_CHECKPOINT` for one of another scan, or none at all. */
export function readCheckpoint(settings: ScanSettings): SpreadResume | undefined {
  const checkpoint = settings.options.resume
  if (checkpoint === undefined) return undefined
  if (!isCheckpoint(checkpoint))
    throw badCheckpoint('it has not the form that scan.checkpoint() gives', 'version 1')
  if (checkpoint.hash !== settingsHash(settings)) {
    throw badCheckpoint(
      'it was taken of a scan with other targets or options',
      'the same targets and options',
    )
  }
  const { seed } = settings.options
  if (seed !== undefined && seed !== checkpoint.seed) {
    throw badCheckpoint(`its seed is ${checkpoint.seed}, the option says ${seed}`, 'the same seed, or none')
  }
  const blocks = [...checkpoint.earlier, checkpoint].map(blockFromJson)
  if (!blocks.every((block) => isWithin(block, settings)))
    throw badCheckpoint('it says that ports are left which its hosts do not have', 'it as it was written')
  return { ...checkpoint.covered, blocks: blocks.filter(({ hosts }) => hosts.length > 0) }
}

/** Somebody may have edited the file: nothing is sent to a port that was not asked for. */
function isWithin(
  { hosts, progress }: ResumedBlock,
  { ports, excludePorts = { tcp: new Uint16Array(0) } }: ScanSettings,
): boolean {
  const count = (set: PortSet): number => portCount(subtractPorts(set, excludePorts))
  const usual = count(ports)
  const size = hosts.reduce((sum, host) => sum + (host.ports === undefined ? usual : count(host.ports)), 0)
  return progress.pending.every(([position]) => position < size)
}

function badCheckpoint(trouble: string, expected: string, cause?: Error): ScanError {
  const message = `the checkpoint does not fit: ${trouble}; expected ${expected}`
  return new ScanError('ERR_CHECKPOINT', message, cause && { cause })
}

/** Over everything that decides which endpoints there are, and in which order. */
function settingsHash(settings: ScanSettings): string {
  const { targets, ports, excludePorts, order, options } = settings
  const { shard, family, allAddresses, exclude, udp } = options
  const { discovery } = settings
  const decisive = {
    // What an iterable gives is known only when it is read: to give the same again is up to its owner.
    targets: directTargets(targets) ?? 'iterable',
    ports: formatPorts(ports),
    udp: udp === true || undefined,
    excludePorts: excludePorts && formatPorts(excludePorts),
    exclude,
    order,
    shard,
    family,
    allAddresses,
    discovery: typeof discovery === 'object' ? discovery.map(({ name }) => name) : discovery,
  }
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex')
}

function hostToJson({ ports, found: _found, ...host }: ResolvedHost): CheckpointHost {
  return ports === undefined ? host : { ...host, ports: formatPorts(ports) }
}

function blockFromJson({ block, next, pending, hosts }: CheckpointBlock): ResumedBlock {
  const progress: BlockProgress = { next, pending }
  return { index: block, hosts: hosts.map(hostFromJson), progress }
}

function hostFromJson({ ports, ...host }: CheckpointHost): ResolvedHost {
  return ports === undefined ? host : { ...host, ports: readPorts(ports) }
}

function readPorts(text: string): PortSet {
  try {
    return parsePorts(text)
  } catch (cause) {
    if (!(cause instanceof ScanError)) throw cause
    throw badCheckpoint(cause.message, 'the ports as they were written', cause)
  }
}

function isCheckpoint(value: Partial<Checkpoint>): boolean {
  const { version, hash, seed, done, earlier, covered } = value
  const numbers = [seed, covered?.index, covered?.ordinal, covered?.hosts]
  return (
    version === 1 &&
    typeof hash === 'string' &&
    isCount(done) &&
    numbers.every(Number.isInteger) &&
    Array.isArray(earlier) &&
    [value, ...(earlier as readonly unknown[])].every(isBlock)
  )
}

// It may come from a file that somebody has edited.
function isBlock(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { block, next, pending, hosts } = value as Partial<CheckpointBlock>
  if (!isCount(block) || !isCount(next) || !Array.isArray(pending) || !Array.isArray(hosts)) return false
  return pending.every(isPending) && hosts.every(isHost)
}

function isPending(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isCount)
}

function isHost(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { kind, address, family, ordinal, target, name, tag, ports } = value as Partial<CheckpointHost>
  return (
    kind === 'address' &&
    typeof address === 'string' &&
    familyOf(address) === family &&
    !outOfScope.has(normalizeAddress(address)) &&
    isCount(ordinal) &&
    typeof target === 'string' &&
    [name, tag, ports].every((text) => text === undefined || typeof text === 'string')
  )
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0
}
