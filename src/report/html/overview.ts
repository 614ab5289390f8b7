import type { ScanReport } from '../../model/report.ts'
import type { PortState } from '../../model/result.ts'
import { amount, amountOf, durationText } from '../text-layout.ts'
import { toldTime } from '../told-time.ts'
import { FEW_DAYS } from './certificate-days.ts'
import { openPorts } from './host-section.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { PageView } from './page-view.ts'
import { STATE_SIGNS } from './state-sign.ts'

/** What is said of the page from outside of the report. */
export interface PageFacts {
  readonly title: string
  readonly interrupted: boolean
}

/** The head of the page: what was scanned, when, and what came out in a few numbers. */
export function overview(view: PageView, { title, interrupted }: PageFacts): Markup {
  const { started, stats } = view.report
  const note = interrupted
    ? markup` <span class="chip warn">! interrupted, not all was scanned</span>`
    : undefined
  return markup`<header>
    <div class="in">
      <h1>${title}</h1>
      <p class="what"><bdi>${targetsText(view)}</bdi></p>
      <p class="when">${whenText(started)}${durationText(stats.elapsed)}${askedText(view)}${note}</p>
      <dl class="tiles">${tiles(view)}</dl>
      ${stateBar(view)}
    </div>
  </header> `
}

/** `'2026-11-21 07:00 UTC, '`; nothing where the report tells no time. */
function whenText(started: string): string {
  const when = toldTime(started, 'minutes')
  return when === undefined ? '' : `${cut(when, 20)}, `
}

function sinceText(started: string): string {
  const when = toldTime(started, 'minutes')
  return when === undefined ? 'since an earlier report' : `since ${cut(when.replace(/ UTC$/, ''), 16)}`
}

/** The ports that the first host was scanned for, as most of them were. */
export function usualPorts({ hosts }: ScanReport): string {
  return hosts[0]?.scanned ?? ''
}

/** The targets as they were written. */
function targetsText({ report, hosts, quiet }: PageView): string {
  const shown = [...hosts.map(({ host }) => host), ...quiet]
  const targets = new Set([...shown, ...report.skipped].map(({ target }) => target))
  const some = [...targets].slice(0, 6).map((target) => cut(target, 100))
  const more = targets.size > some.length ? ` and ${amount(targets.size - some.length)} more` : ''
  return `${some.join(', ')}${more}`
}

function askedText({ report }: PageView): string {
  const { ports } = report.options
  const asked = Array.isArray(ports) ? ports.join(',') : typeof ports === 'string' ? ports : undefined
  const scanned = asked ?? usualPorts(report)
  return scanned === '' ? '' : `, ports ${cut(scanned, 80)}`
}

function tiles(view: PageView): readonly Markup[] {
  const { hosts, report, diff } = view
  const open = hosts.map(openPorts)
  const withOpen = open.filter((count) => count > 0).length
  const services = new Set(
    hosts.flatMap(({ ports }) => ports.flatMap(({ result }) => result.service?.name ?? [])),
  )
  return [
    tile('hosts with open ports', withOpen, `of ${amountOf(Math.max(report.stats.hosts, withOpen), 'host')}`),
    tile('open ports', total(open), `of ${amount(Math.max(report.stats.done, total(open)))} scanned`),
    services.size === 0 ? undefined : tile('protocols', services.size, ''),
    certificateTile(view),
    diff === undefined ? undefined : tile('hosts changed', diff.hosts.length, sinceText(diff.from.started)),
  ].filter((item) => item !== undefined)
}

function tile(what: string, count: number, more: string, look = ''): Markup {
  return markup`<div class="tile ${look}">
    <dt>${what}</dt>
    <dd><b>${amount(count)}</b> <small>${more}</small></dd>
  </div>`
}

/** Certificates, each once, that are near their end or past it. */
function certificateTile({ hosts }: PageView): Markup | undefined {
  const days = new Map<string, number>()
  for (const { result, days: left } of hosts.flatMap((host) => host.ports)) {
    const print = result.service?.tls?.certificate?.fingerprint256
    if (print !== undefined && left !== undefined) days.set(print, left)
  }
  if (days.size === 0) return undefined
  const soon = [...days.values()].filter((left) => left < FEW_DAYS)
  const ended = soon.filter((left) => left < 0).length
  const more = `of ${amount(days.size)}${ended > 0 ? `, ${amount(ended)} ended` : ''}`
  return tile(`certificates < ${FEW_DAYS} days`, soon.length, more, soon.length > 0 ? 'warn' : '')
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The states of all ports as a bar whose parts are in proportion, and in words. */
function stateBar({ report }: PageView): Markup {
  const counts = (Object.keys(STATE_SIGNS) as PortState[])
    .map((state) => ({ state, count: total(Object.values(report.stats.states[state] ?? {})) }))
    .filter(({ count }) => count > 0)
  const all = Math.max(1, total(counts.map(({ count }) => count)))
  let from = 0
  const parts = counts.map(({ state, count }) => {
    // What is there is seen, however little it is.
    const width = Math.max(0.4, (count * 100) / all)
    const part = markup`<rect
      class="${STATE_SIGNS[state].look}"
      x="${from.toFixed(2)}"
      width="${width.toFixed(2)}"
      height="1"
    />`
    from += width
    return part
  })
  const words = counts.map(
    ({ state, count }) =>
      markup`<li>
        <i class="${STATE_SIGNS[state].look}" aria-hidden="true">${STATE_SIGNS[state].sign}</i>
        ${amount(count)} ${state}
      </li>`,
  )
  return markup`<svg
      class="bar"
      viewBox="0 0 ${from.toFixed(2)} 1"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${parts}
    </svg>
    <ul class="legend">
      ${words}
    </ul> `
}
