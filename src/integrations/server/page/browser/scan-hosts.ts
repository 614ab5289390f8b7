import type { HostStatus } from './answers.ts'
import { progressBar } from './progress-bar.ts'
import { linkTo } from './route.ts'
import { statusSign } from './status-sign.ts'
import { el, type Branch, type Child } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** More rows are slow in a browser. */
const MOST = 1000

/** The hosts of a scan, a row each: those that go on first, then what failed. */
export function scanHosts(hosts: readonly HostStatus[]): Branch {
  const shown = [...hosts].sort((a, b) => rank(a) - rank(b)).slice(0, MOST)
  const left = hosts.length - shown.length
  return el(
    'div',
    { class: 'wide card', tabindex: '0', role: 'region', 'aria-label': 'Hosts of this scan' },
    el(
      'table',
      { class: 'list' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ['Host', 'State', 'Attempts', ''].map((text) => el('th', { scope: 'col' }, text)),
        ),
      ),
      el('tbody', {}, shown.map(row)),
    ),
    left > 0 && el('p', { class: 'note' }, `and ${left} more hosts`),
  )
}

function row({ host, status, done, shards, attempts, error }: HostStatus): Branch {
  const name = el('bdi', {}, visibleText(host, 80))
  const bar: Child =
    status === 'in_progress' && progressBar(done, shards, `Progress of ${visibleText(host, 80)}`)
  return el(
    'tr',
    { key: host },
    el(
      'th',
      { scope: 'row' },
      status === 'done' ? el('a', { href: linkTo({ name: 'host', host }) }, name) : name,
    ),
    el('td', {}, statusSign(status), bar),
    el('td', { class: 'count' }, attempts > 0 && attempts),
    el('td', {}, error !== undefined && el('bdi', { class: 'minus' }, visibleText(error))),
  )
}

function rank({ status }: HostStatus): number {
  return ['in_progress', 'failed', 'pending', 'cancelled', 'done'].indexOf(status)
}
