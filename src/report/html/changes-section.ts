import { gapText, sourceText, summaryText } from '../diff/diff-words.ts'
import type { NotCompared } from '../diff/report-diff.ts'
import { amount } from '../text-layout.ts'
import { serviceName } from '../text-port.ts'
import { NO_TIME } from '../told-time.ts'
import { hostChanges, hostNames } from './host-section.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { PageView, ShownHost, ShownPort } from './page-view.ts'
import { changeItems, changeList } from './change-list.ts'
import { changeSign } from './state-sign.ts'

/** Longer lists are for programs. */
const MAX_ROWS = 500
const MAX_GAPS = 100

/** What changed since the earlier report, as a list, and what could not be compared. */
export function changesSection({ diff, hosts }: PageView): Markup | undefined {
  if (diff === undefined) return undefined
  const rows = hosts.flatMap(changeRows)
  const more = rows.length - MAX_ROWS
  const table = markup`<div class="wide"><table class="list"><thead><tr>${HEADINGS}</tr></thead>
<tbody>
${rows.slice(0, MAX_ROWS)}</tbody></table></div>
`
  return markup`<section id="changes" aria-labelledby="changes-title">
    <h2 id="changes-title">Changes</h2>
    <p>Since ${diff.from.started === NO_TIME ? '' : 'the scan of '}${cut(sourceText(diff.from, 'minutes'), 70)}: ${summaryText(diff)}.</p>
    ${rows.length > 0 ? table : undefined}${more > 0 ? markup`<p class="note">${amount(more)} more are marked below.</p>` : undefined}${gaps(diff.notCompared)}
  </section> `
}

const HEADINGS = ['Host', 'Port', 'Service', 'Change'].map(
  (heading) => markup`<th scope="col">${heading}</th>`,
)

function changeRows({ id, host, diff, ports }: ShownHost): Markup[] {
  if (diff === undefined) return []
  const [name = ''] = hostNames(host)
  const where = markup`<th scope="row"><a href="#${id}">${host.address}</a> <small><bdi>${cut(name, 100)}</bdi></small></th>`
  const whole = diff.change === 'changed' ? [] : [`the host ${diff.change}`]
  const own = changeItems(changeSign([diff.change]), [...whole, ...hostChanges(diff)])
  const rows = ports.flatMap((port) => portChange(port)).map((cells) => markup`<tr>${where}${cells}</tr>\n`)
  return own === undefined ? rows : [markup`<tr>${where}<td></td><td></td><td>${own}</td></tr>\n`, ...rows]
}

function portChange({ id, result, diff }: ShownPort): readonly Markup[] {
  if (diff === undefined) return []
  const { product = '', version = '' } = result.service ?? {}
  const what = [serviceName(result), product, version].filter((text) => text !== '').join(' ')
  const link = markup`<a href="#${id}">${diff.port}/${diff.transport}</a>`
  return [markup`<td class="count">${link}</td><td>${cut(what, 120)}</td><td>${changeList(diff)}</td>`]
}

function gaps(all: readonly NotCompared[]): Markup | undefined {
  if (all.length === 0) return undefined
  const items = all.slice(0, MAX_GAPS).map((gap) => {
    const who = [gap.address, gap.name, gap.ports].filter((text) => text !== undefined).join(' ')
    return markup`<li><bdi>${cut(who, 200)}</bdi>: ${gapText(gap)}</li>`
  })
  const more = all.length > MAX_GAPS ? markup`<li>${amount(all.length - MAX_GAPS)} more</li>` : undefined
  return markup`<details>
    <summary>Not compared: ${amount(all.length)}</summary>
    <ul class="notes">
      ${items}${more}
    </ul>
  </details> `
}
