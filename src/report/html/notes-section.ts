import type { SkipReason } from '../../model/event.ts'
import type { HostReport } from '../../model/report.ts'
import { skippedText, UNTOLD, warningText } from '../text.ts'
import { amount, amountOf, countsText } from '../text-layout.ts'
import { hostNames } from './host-section.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { PageView } from './page-view.ts'

/** Longer lists are for programs. */
const MAX_HOSTS = 1000
const MAX_NOTES = 100
const LENGTH = 300

/** What is no port: hosts without one to show, what was not scanned, and warnings. */
export function notesSection({ quiet, report }: PageView): Markup | undefined {
  const { skipped, warnings } = report
  if (quiet.length + skipped.length + warnings.length === 0) return undefined
  const told = skipped.filter(({ reason }) => !UNTOLD.includes(reason))
  return markup`<section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    ${noteList(amountOf(warnings.length, 'warning'), warnings.map(warningText), true)}${
      skipped.length === 0
        ? undefined
        : noteList(`Not scanned: ${skippedCounts(report)}`, told.map(skippedText), told.length <= 10)
    }${quietHosts(quiet)}
  </section> `
}

function noteList(title: string, lines: readonly string[], open: boolean): Markup | undefined {
  if (lines.length === 0) return title.startsWith('0 ') ? undefined : markup`<p>${title}</p>`
  const more =
    lines.length > MAX_NOTES ? markup`<li>${amount(lines.length - MAX_NOTES)} more</li>` : undefined
  const items = lines.slice(0, MAX_NOTES).map((line) => markup`<li>${cut(line, LENGTH)}</li>`)
  return markup`<details${open ? markup` open=""` : undefined}><summary>${title}</summary><ul class="notes">${items}${more}</ul></details>
`
}

function skippedCounts({ skipped }: PageView['report']): string {
  const counts = new Map<SkipReason, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => `${amount(count)} ${reason}`).join(', ')
}

function quietHosts(hosts: readonly HostReport[]): Markup | undefined {
  if (hosts.length === 0) return undefined
  const more = hosts.length - MAX_HOSTS
  const rows = hosts.slice(0, MAX_HOSTS).map((host) => {
    const maker = [host.mac, host.vendor].filter(Boolean).join(' ')
    return markup`<tr>
      <th scope="row">${host.address}</th>
      <td><bdi>${cut(hostNames(host).join(', '), LENGTH)}</bdi></td>
      <td>${countsText(host.counts)}</td>
      <td>${cut(maker, 100)}</td>
    </tr> `
  })
  return markup`<details>
    <summary>${amountOf(hosts.length, 'host')} with nothing open</summary>
    <div class="wide">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col">Names</th>
            <th scope="col">Ports</th>
            <th scope="col">Hardware</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${more > 0 ? markup`<p class="note">${amount(more)} more are left out here.</p>` : undefined}
  </details> `
}
