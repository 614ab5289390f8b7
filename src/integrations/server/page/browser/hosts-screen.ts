import { listed, type HostLine, type ScanLine } from './answers.ts'
import { changeList, hasChanges, type Changes } from './change-list.ts'
import { changesOf } from './changes-of.ts'
import { gridLegend, hostGrid } from './host-grid.ts'
import { keepAsking } from './keep-asking.ts'
import { linkTo } from './route.ts'
import { createScanForm } from './scan-form.ts'
import { scanTable } from './scan-table.ts'
import type { Screen, ScreenContext } from './screen.ts'
import { isOpenEnded } from './status-sign.ts'
import { agoText } from './time-text.ts'
import { el, type Tree } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** Of so many hosts it is asked what has changed. */
const COMPARED = 25
const EVERY = 3000

/** The first screen: what is open where, what changed, what runs, and where to start. */
export function hostsScreen(context: ScreenContext): Screen {
  const form = createScanForm(context)
  const changes = new Map<string, Changes>()
  let hosts: HostLine[] | undefined
  let cursor: string | undefined
  let running: readonly ScanLine[] = []
  let find = ''
  return { title: 'Hosts', load, view }

  async function load(): Promise<void> {
    await keepAsking(context, EVERY, async () => {
      const before = running.length
      if (hosts !== undefined) await findRunning()
      if (hosts === undefined || running.length < before) await refresh()
      context.show()
    })
  }

  async function refresh(): Promise<void> {
    const [first] = await Promise.all([page(), findRunning()])
    hosts = [...first.items]
    cursor = first.cursor
    context.show()
    void compare(hosts)
  }

  async function findRunning(): Promise<void> {
    const { items } = listed<ScanLine>(await context.api.get('/scans?limit=20', context.signal))
    running = items.filter(({ status }) => isOpenEnded(status))
  }

  async function page(after?: string): Promise<ReturnType<typeof listed<HostLine>>> {
    const from = after === undefined ? '' : `&cursor=${encodeURIComponent(after)}`
    return listed<HostLine>(await context.api.get(`/hosts?limit=100${from}`, context.signal))
  }

  /** One after the other: it may take a while, and must not be in the way of what the reader does. */
  async function compare(lines: readonly HostLine[]): Promise<void> {
    for (const { host } of lines.slice(0, COMPARED)) {
      if (context.signal.aborted) return
      changes.set(host, await changesOf(context, host))
      context.show()
    }
  }

  async function more(): Promise<void> {
    const next = await page(cursor)
    hosts = [...(hosts ?? []), ...next.items]
    cursor = next.cursor
    context.show()
  }

  function view(): Tree[] {
    return [
      form.view(),
      ...(running.length > 0 ? [section('running', 'Running now', scanTable(running, context.now()))] : []),
      section('all-hosts', 'Open ports', ...hostsView()),
      section('changed', 'What changed', changesView()),
    ]
  }

  function hostsView(): Tree[] {
    if (hosts === undefined) return [el('p', { class: 'none' }, 'Loading …')]
    if (hosts.length === 0) return [empty('Nothing has been scanned yet. Start with the form above.')]
    const shown = hosts.filter((line) => fits(line, find))
    return [
      el(
        'p',
        { class: 'filter' },
        el('label', { for: 'find' }, 'Find a host or port '),
        el('input', {
          id: 'find',
          type: 'search',
          autocomplete: 'off',
          spellcheck: 'false',
          on: {
            input: ({ target }) => {
              find = target?.value ?? ''
              context.show()
            },
          },
        }),
        el('small', { role: 'status' }, `${shown.length} of ${hosts.length} hosts`),
      ),
      shown.length === 0 ? empty('Nothing is like that.') : hostGrid(shown, changes, context.now()),
      gridLegend(),
      ...(cursor === undefined
        ? []
        : [
            el(
              'button',
              { type: 'button', on: { click: () => void more().catch(context.trouble) } },
              'More hosts',
            ),
          ]),
    ]
  }

  function changesView(): Tree {
    const changed = (hosts ?? []).filter(({ host }) => hasChanges(changes.get(host) ?? NONE))
    if (changed.length === 0) return empty('Nothing has changed between the last two scans of each host.')
    return el(
      'ul',
      { class: 'feed' },
      changed.map(({ host, scanned_at }) =>
        el(
          'li',
          { class: 'card', key: host },
          el(
            'h3',
            {},
            el('a', { href: linkTo({ name: 'host', host }) }, el('bdi', {}, visibleText(host, 80))),
          ),
          el('small', {}, `seen ${agoText(scanned_at, context.now())}`),
          changeList(changes.get(host) ?? NONE, 8),
        ),
      ),
    )
  }
}

const NONE: Changes = { newly_opened: [], newly_closed: [], changed_services: [] }

function fits({ host, open_ports }: HostLine, find: string): boolean {
  const words = find
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  return words.every(
    (word) => host.toLowerCase().includes(word) || open_ports.some((port) => String(port) === word),
  )
}

function section(id: string, title: string, ...children: readonly Tree[]): Tree {
  return el('section', { 'aria-labelledby': id, key: id }, el('h2', { id }, title), children)
}

function empty(text: string): Tree {
  return el('p', { class: 'none card' }, text)
}
