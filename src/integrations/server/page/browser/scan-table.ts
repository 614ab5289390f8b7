import type { ScanLine } from './answers.ts'
import { progressBar } from './progress-bar.ts'
import { linkTo } from './route.ts'
import { isOpenEnded, statusSign } from './status-sign.ts'
import { agoText, spanText, timeText } from './time-text.ts'
import { el, type Branch, type Child } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** Scans, a row each. */
export function scanTable(scans: readonly ScanLine[], now: number): Branch {
  return el(
    'div',
    { class: 'wide card', tabindex: '0', role: 'region', 'aria-label': 'Scans' },
    el(
      'table',
      { class: 'list' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ['Scan of', 'State', 'Ports', 'Started', 'Took'].map((text) => el('th', { scope: 'col' }, text)),
        ),
      ),
      el(
        'tbody',
        {},
        scans.map((scan) => row(scan, now)),
      ),
    ),
  )
}

function row(scan: ScanLine, now: number): Branch {
  const { scan_id, status, created_at, started_at, finished_at, request, shards, shards_done } = scan
  const bar = isOpenEnded(status) && progressBar(shards_done, shards, `Progress of ${hostsText(scan)}`)
  return el(
    'tr',
    { key: scan_id },
    el(
      'th',
      { scope: 'row' },
      el('a', { href: linkTo({ name: 'scan', scanId: scan_id }) }, el('bdi', {}, hostsText(scan))),
    ),
    el('td', {}, statusSign(status), bar),
    el('td', {}, el('bdi', {}, visibleText(request.ports, 60))),
    el('td', {}, el('time', { datetime: created_at, title: timeText(created_at) }, agoText(created_at, now))),
    el('td', {}, tookText(started_at, finished_at)),
  )
}

function hostsText({ request }: ScanLine): string {
  const { hosts } = request
  const some = hosts.slice(0, 2).map((host) => visibleText(host, 60))
  return hosts.length > some.length
    ? `${some.join(', ')} and ${hosts.length - some.length} more`
    : some.join(', ')
}

function tookText(started: string | undefined, finished: string | undefined): Child {
  return started === undefined || finished === undefined ? undefined : spanText(started, finished)
}
