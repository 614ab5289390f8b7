import type { HostReport } from '../../model/report.ts'
import type { HostDiff } from '../diff/report-diff.ts'
import { amount, countsText } from '../text-layout.ts'
import { cut, markup, type Markup } from './markup.ts'
import { changeItems, factText } from './change-list.ts'
import { daysData, portRow } from './port-row.ts'
import type { ShownHost } from './page-view.ts'
import { CHANGE_SIGNS, changeSign } from './state-sign.ts'

const NAMES = 8
const LENGTH = 253

/** How much of the ports of a host is shown. */
export interface Room {
  /** So many of them. */
  readonly ports: number
  /** With everything that is known. */
  readonly full: boolean
  /** Unfolded at first. */
  readonly open: boolean
  /** The ports that most hosts were scanned for: said once, not of each. */
  readonly usual: string
}

/** A host with the table of its ports, in pieces. */
export function* hostSection(shown: ShownHost, room: Room): Generator<string> {
  const { id, host, ports, diff } = shown
  const rows = ports.slice(0, room.ports)
  yield markup`<details class="host" id="${id}" data-open="${openPorts(shown)}"${daysData(leastDays(shown))}${isOpen(room.open)}>
<summary><h3><bdi>${host.address}</bdi></h3> ${nameList(host)}<span class="facts">${hostChips(host, diff)}</span></summary>
${diff && changeItems(CHANGE_SIGNS.other, hostChanges(diff))}`.text
  if (rows.length > 0) yield TABLE_START.text
  for (const port of rows) yield portRow(port, room.full).text
  if (rows.length > 0) yield '</tbody></table></div>\n'
  if (rows.length < ports.length) yield leftOut(ports.length - rows.length).text
  const told = facts(host, room.usual)
  yield markup`${told === '' ? undefined : markup`<p class="scanned">${told}</p>`}</details>
`.text
}

const HEADINGS = ['Port', 'State', 'Service', 'Product', 'Details'].map(
  (heading) => markup`<th scope="col">${heading}</th>`,
)
const TABLE_START = markup`<div class="wide"><table class="ports"><thead><tr>${HEADINGS}</tr></thead>
<tbody>
`

function isOpen(open: boolean): Markup | undefined {
  return open ? markup` open=""` : undefined
}

function leftOut(count: number): Markup {
  return markup`<p class="note">${amount(count)} more ports are left out here; JSON has them.</p>`
}

/** Open now. */
export function openPorts({ ports }: ShownHost): number {
  return ports.filter(({ result, diff }) => result.state === 'open' && isThere(diff)).length
}

function isThere(diff: ShownHost['ports'][number]['diff']): boolean {
  return diff === undefined || diff.after !== undefined
}

/** Of the certificate that ends first. */
export function leastDays({ ports }: ShownHost): number | undefined {
  const days = ports.flatMap((port) => port.days ?? [])
  return days.length === 0 ? undefined : days.reduce((least, next) => Math.min(least, next))
}

function nameList(host: HostReport): Markup | undefined {
  const names = hostNames(host)
  if (names.length === 0) return undefined
  const more = names.length > NAMES ? markup` +${names.length - NAMES}` : undefined
  const shown = names.slice(0, NAMES).map((name) => markup` <bdi>${cut(name, LENGTH)}</bdi>`)
  return markup`<span class="names">${shown}${more}</span> `
}

/** What it is called, beside its address. */
export function hostNames({ address, name, names = [] }: HostReport): string[] {
  const all = [...(name === undefined ? [] : [name]), ...names]
  return [...new Set(all)].filter((text) => text !== address)
}

function hostChips({ tag, counts, unprobed, marks = [] }: HostReport, diff?: HostDiff): readonly Markup[] {
  const states = countsText(counts)
  return [
    diff === undefined ? undefined : changeChip(diff),
    tag === undefined ? undefined : markup`<span class="chip">${cut(tag, 80)}</span>`,
    ...marks.map((mark) => markup`<span class="chip warn">! ${mark}</span>`),
    states === '' ? undefined : markup`<span>${states}</span>`,
    unprobed === 0 ? undefined : markup`<span>${amount(unprobed)} not probed</span>`,
  ].filter((chip) => chip !== undefined)
}

function changeChip({ change }: HostDiff): Markup {
  const { sign, look } = changeSign([change])
  return markup`<span class="chip ${look}">${sign} ${change}</span>`
}

/** What changed of the host itself, in words. */
export function hostChanges({ facts, rest }: HostDiff): string[] {
  const others = rest && `${amount(rest.ports)} other ports: ${rest.before} → ${rest.after}`
  return [...facts.map(factText), ...(others === undefined ? [] : [others])]
}

function facts({ mac, vendor, reason, scanned }: HostReport, usual: string): string {
  const maker = vendor === undefined ? '' : ` (${vendor})`
  return [
    mac === undefined ? '' : `hardware address ${mac}${cut(maker, LENGTH)}`,
    reason === undefined ? '' : `found by ${reason}`,
    scanned === usual ? '' : `scanned ports: ${cut(scanned, 120)}`,
  ]
    .filter((text) => text !== '')
    .join(' · ')
}
