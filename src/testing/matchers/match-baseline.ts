import { fileURLToPath } from 'node:url'
import { parsePorts } from 'portscan-core'
import type { ScanReport } from 'portscan-core'
import { checkReport, checkText, parsePolicy, policyScan } from 'portscan-core/report'
import type { Policy, PolicyCheck, PolicyFile } from 'portscan-core/report'
import { readBaseline, updatesBaselines, writeBaseline } from './baseline-file.ts'
import { blindSpots } from './blind-spots.ts'
import { undecided, type Judgement } from './judgement.ts'
import { look } from './look.ts'
import { NONE } from './port-sight.ts'
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
  const plan = policy === undefined ? { ports: [], services: true } : policyScan(policy)
  // A first look without a word on what to look at is the usual one.
  const more = [ports ?? (policy === undefined ? 'top-1000' : [])].flat()
  const wanted = { ports: parsePorts([...plan.ports, ...more]), asked: NONE }
  const report = await look(received, wanted, { services: plan.services, ...options })
  const check = policy && checkOf(received, report, policy, options.clock?.wallTime() ?? Date.now())
  if (check !== undefined && (file === undefined || !update || check.violations.length === 0)) {
    return judgeCheck(nameOf(received), report, check)
  }
  refuseBlind(`No baseline was written for ${nameOf(received)}`, blindSpots(report))
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

function judgeCheck(name: string, report: ScanReport, check: PolicyCheck): Judgement {
  const { violations, policy } = check
  const baseline = policy ?? 'the baseline'
  const found = [...checkText(check)].join('').trimEnd()
  const pass = violations.length === 0
  const message = `${name} ${pass ? 'is' : 'is not'} as ${baseline} says\n\n${found}`
  const blind = blindSpots(report)
  // Of what differs for certain it does not matter what else was not seen.
  const unsure = violations.every(({ kind }) => kind === 'unchecked')
  if (unsure) refuseBlind(message, pass || blind.length > 0 ? blind : ['what is unchecked above'])
  return { pass, message }
}

function refuseBlind(message: string, reasons: readonly string[]): void {
  if (reasons.length > 0)
    throw undecided(`${message}\n\nNot all of it could be looked at:\n  ${reasons.join('\n  ')}`)
}
