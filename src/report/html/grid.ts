import type { PortState } from '../../model/result.ts'
import { amount, amountOf } from '../text-layout.ts'
import { FEW_DAYS } from './certificate-days.ts'
import { columnKey, gridColumns, type GridColumn } from './grid-columns.ts'
import { hostNames, openPorts } from './host-section.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { PageView, ShownHost, ShownPort } from './page-view.ts'
import { changeSign, STATE_SIGNS, stateNow, stateSign } from './state-sign.ts'

/** More than this is no picture any more, and slow in a browser. */
const MAX_ROWS = 1000
const MAX_COLUMNS = 80

/** Hosts down, ports across: where something is open, and what changed. In pieces of a host each. */
export function* gridSection({ hosts, diff }: PageView): Generator<string> {
  if (hosts.length === 0) return
  const { columns, leftOut } = gridColumns(hosts, MAX_COLUMNS)
  const rows = hosts.slice(0, MAX_ROWS)
  yield markup`<section id="grid" aria-labelledby="grid-title">
<h2 id="grid-title">Hosts and ports</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="grid-title"><table class="grid">
<thead><tr><th scope="col" class="corner">Host</th>${columns.map(heading)}${COUNTS}</tr></thead>
<tbody>
`.text
  for (const host of rows) yield gridRow(host, columns).text
  yield '</tbody></table></div>\n'
  const more = [
    leftOut > 0 ? `${amountOf(leftOut, 'port')} of few hosts` : '',
    rows.length < hosts.length ? amountOf(hosts.length - rows.length, 'host') : '',
  ].filter((text) => text !== '')
  yield markup`${legend(diff !== undefined)}${more.length === 0 ? undefined : markup`<p class="note">Not in the grid: ${more.join(', ')}; see below.</p>`}</section>
`.text
}

const COUNTS = ['open', 'closed', 'filtered'].map(
  (state) => markup`<th scope="col" class="count">${state}</th>`,
)

function heading({ port, transport, portName }: GridColumn): Markup {
  const which = transport === 'udp' ? `${port}/udp` : String(port)
  return markup`<th scope="col"><span><b>${which}</b> ${portName && cut(portName, 16)}</span></th>`
}

function gridRow(shown: ShownHost, columns: readonly GridColumn[]): Markup {
  const { id, host, ports } = shown
  const byColumn = new Map(ports.map((port) => [columnKey(port), port]))
  const [name] = hostNames(host)
  const label = name === undefined ? undefined : markup` <small><bdi>${cut(name, 60)}</bdi></small>`
  const counts = [openPorts(shown), countOf(shown, 'closed'), countOf(shown, 'filtered')]
  const numbers = counts.map((count) => markup`<td class="count">${count === 0 ? '' : amount(count)}</td>`)
  return markup`<tr data-host="${id}"><th scope="row"><a href="#${id}">${host.address}</a>${label}</th>${columns.map(({ key }) => cell(byColumn.get(key)))}${numbers}</tr>
`
}

function countOf({ host }: ShownHost, state: PortState): number {
  return Object.values(host.counts[state] ?? {}).reduce((sum, count) => sum + count, 0)
}

const EMPTY = markup`<td></td>`

function cell(shown: ShownPort | undefined): Markup {
  if (shown === undefined) return EMPTY
  const { id, days, diff } = shown
  const state = stateNow(shown)
  const { sign, look } = diff === undefined ? stateSign(state) : changeSign(diff.changes)
  const soon = days !== undefined && days < FEW_DAYS ? markup`<sup>!</sup>` : undefined
  const title = cellTitle(shown, state)
  return markup`<td><a href="#${id}" class="${look}" title="${title}" aria-label="${title}">${sign}${soon}</a></td>`
}

function cellTitle({ result, days, diff }: ShownPort, state: string): string {
  const { service } = result
  const product = [service?.product, service?.version].filter(Boolean).join(' ')
  const end =
    days !== undefined && days < FEW_DAYS
      ? days < 0
        ? 'certificate ended'
        : `certificate: ${days} days`
      : ''
  const change = diff === undefined ? '' : `changed: ${diff.changes.join(', ')}`
  const facts = [state, service?.name ?? result.portName ?? '', product, end, change]
  return cut(`${result.port}/${result.transport} ${facts.filter((text) => text !== '').join(', ')}`, 120)
}

/** What the signs mean. */
function legend(changes: boolean): Markup {
  const states = (['open', 'closed', 'filtered'] as const).map((state) => ({
    ...STATE_SIGNS[state],
    word: state,
  }))
  const words = changes
    ? [
        { ...changeSign(['appeared']), word: 'opened' },
        { ...changeSign(['vanished']), word: 'closed since' },
        { ...changeSign(['version']), word: 'changed' },
      ]
    : []
  const items = [...words, ...states].map(
    ({ sign, look, word }) => markup`<li><i class="${look}" aria-hidden="true">${sign}</i> ${word}</li>`,
  )
  return markup`<ul class="legend">
    ${items}
    <li><i class="warn" aria-hidden="true">!</i> certificate ends soon or has ended</li>
    <li>empty: not open</li>
  </ul> `
}
