import { fileURLToPath } from 'node:url'
import { parsePorts } from 'portscan-core'
import type { ScanReport } from 'portscan-core'
import { checkReport, checkText, parsePolicy, policyScan } from 'portscan-core/report'
import type { Policy, PolicyCheck, PolicyFile } from 'portscan-core/report'
import { readBaseline, updatesBaselines, writeBaseline } from './baseline-file.ts'
import { blindSpots } from './blind-spots.ts'
import { undecided, type Judgement } from './judgement.ts'
import { look } from './look.ts'
import { NONE, unseenPorts } from './port-sets.ts'
import { reasonsText } from './port-words.ts'
import { isReport, nameOf, type ExposureOptions, type Scannable } from './scannable.ts'

/** A policy: the path of its file from the working directory, the URL of it, or the policy itself. */
export type Baseline = string | URL | PolicyFile

/** How a target is held against a baseline. `ports` are looked at beside those that the baseline names. */
export interface BaselineOptions extends ExposureOptions {
  /**
   * Write the file from what is open now, unless that fits it already. Default: where `PORTSCAN_UPDATE=1` is in the
   * environment, or the runner was given `-u`.
   */
  readonly update?: boolean
}

/** Whether what is open is what a policy allows. */
export async function judgeBaseline(
  received: Scannable,
  baseline: Baseline,
  { update = updatesBaselines(), ports, ...options }: BaselineOptions = {},
): Promise<Judgement> {
  const file = fileOf(baseline)
  const policy = file === undefined ? parsePolicy(baseline as PolicyFile) : await readBaseline(file, update)
  // A first look is the usual one, with names.
  const plan = policy === undefined ? { ports: ['top-1000'], services: true } : policyScan(policy)
  const named = ports === undefined ? NONE : parsePorts(ports)
  const replaced = policy === undefined && ports !== undefined
  const wanted = { ...(!replaced && { ports: parsePorts(plan.ports) }), asked: named }
  const report = await look(received, wanted, { services: plan.services, ...options })
  const blind = [...blindSpots(report), ...unseenPorts(report, named, options.excludePorts)]
  const check = policy && checkOf(received, report, policy, options.clock?.wallTime() ?? Date.now())
  if (check !== undefined && (file === undefined || !update || check.violations.length === 0)) {
    return judgeCheck(nameOf(received), check, blind)
  }
  refuseBlind(`No baseline was written for ${nameOf(received)}`, blind)
  await writeBaseline(file!, report, policy)
  return { pass: true, message: `${nameOf(received)} is the baseline that was written to ${file}` }
}

function fileOf(baseline: Baseline): string | undefined {
  if (baseline instanceof URL) return fileURLToPath(baseline)
  return typeof baseline === 'string' ? baseline : undefined
}

/** Of a policy for many hosts, a test of one of them is about that one alone. */
function checkOf(received: Scannable, report: ScanReport, policy: Policy, now: number): PolicyCheck {
  const check = checkReport(report, policy, { now: new Date(now) })
  if (isReport(received)) return check
  const here = new Set(check.hosts.map(({ host }) => host))
  const violations = check.violations.filter(
    ({ kind, port, host }) => kind !== 'unchecked' || port !== undefined || here.has(host),
  )
  return { ...check, violations }
}

function judgeCheck(name: string, check: PolicyCheck, blind: readonly string[]): Judgement {
  const { violations, policy } = check
  const baseline = policy ?? 'the baseline'
  const found = [...checkText(check)].join('').trimEnd()
  const pass = violations.length === 0
  // Of what differs for certain it does not matter what else was not seen.
  if (violations.every(({ kind }) => kind === 'unchecked')) {
    const message = `It cannot be told whether ${name} is as ${baseline} says\n\n${found}`
    refuseBlind(message, pass || blind.length > 0 ? blind : ['what is unchecked above'])
  }
  return { pass, message: `${name} ${pass ? 'is' : 'is not'} as ${baseline} says\n\n${found}` }
}

function refuseBlind(message: string, reasons: readonly string[]): void {
  if (reasons.length > 0)
    throw undecided(`${message}\n\nNot all of it could be looked at:\n${reasonsText(reasons)}`)
}
