import type { HostLine } from './answers.ts'
import { changesByPort, type Change, type Changes } from './change-list.ts'
import { linkTo } from './route.ts'
import { agoText, timeText } from './time-text.ts'
import { el, type Branch, type Child } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** More ports side by side are no picture any more. */
const MOST_COLUMNS = 18

/** Hosts down, ports across: what is open, and what has changed since the scan before. */
export function hostGrid(
  hosts: readonly HostLine[],
  changes: ReadonlyMap<string, Changes>,
  now: number,
): Branch {
  const columns = columnsOf(hosts, changes)
  return el(
    'div',
    { class: 'wide card', tabindex: '0', role: 'region', 'aria-label': 'Hosts and their open ports' },
    el(
      'table',
      { class: 'grid' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heading('Host'),
          columns.map((port) => el('th', { scope: 'col', class: 'port' }, port)),
          heading('Others'),
          heading('Last scan'),
        ),
      ),
      el(
        'tbody',
        {},
        hosts.map((host) => row(host, columns, changes.get(host.host), now)),
      ),
    ),
  )
}

function row(line: HostLine, columns: readonly number[], changes: Changes | undefined, now: number): Branch {
  const { host, scanned_at, open_ports } = line
  const signs = changes === undefined ? undefined : changesByPort(changes)
  const others = open_ports.filter((port) => !columns.includes(port))
  return el(
    'tr',
    { key: host },
    el(
      'th',
      { scope: 'row' },
      el('a', { href: linkTo({ name: 'host', host }) }, el('bdi', {}, visibleText(host, 80))),
    ),
    columns.map((port) =>
      el('td', { class: 'port' }, cell(port, open_ports.includes(port), signs?.get(port))),
    ),
    el('td', { class: 'others' }, othersText(others)),
    el(
      'td',
      { class: 'when' },
      el('time', { datetime: scanned_at, title: timeText(scanned_at) }, agoText(scanned_at, now)),
    ),
  )
}

function cell(port: number, open: boolean, change: Change | undefined): Child {
  if (change === undefined && !open) return undefined
  const { sign, look, word } = change ?? { sign: '●', look: 'open', word: 'open' }
  const label = `${port} ${word}`
  return el('span', { class: `mark ${look}`, role: 'img', title: label, 'aria-label': label }, sign)
}

/** The ports that most hosts have, in order, and those that have changed. */
function columnsOf(hosts: readonly HostLine[], changes: ReadonlyMap<string, Changes>): number[] {
  const counts = new Map<number, number>()
  for (const { host, open_ports } of hosts) {
    const changed = changes.get(host)
    const news = changed === undefined ? [] : changesByPort(changed).keys()
    // What has changed is seen, however few have it.
    for (const port of news) counts.set(port, (counts.get(port) ?? 0) + hosts.length)
    for (const port of open_ports) counts.set(port, (counts.get(port) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_COLUMNS)
    .map(([port]) => port)
    .sort((a, b) => a - b)
}

function othersText(ports: readonly number[]): string {
  if (ports.length === 0) return ''
  return ports.length <= 4 ? ports.join(', ') : `${ports.slice(0, 3).join(', ')} and ${ports.length - 3} more`
}

function heading(text: string): Branch {
  return el('th', { scope: 'col' }, text)
}

const MEANINGS = [
  ['●', 'open', 'open'],
  ['+', 'plus', 'opened since the scan before'],
  ['−', 'minus', 'closed since'],
  ['~', 'tilde', 'another service or version'],
] as const

/** What the signs mean. */
export function gridLegend(): Branch {
  const items = MEANINGS.map(([sign, look, words]) =>
    el('li', {}, el('span', { class: `sign ${look}`, 'aria-hidden': 'true' }, sign), words),
  )
  return el('ul', { class: 'legend' }, items)
}
