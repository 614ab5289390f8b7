import { listed, type ResultLine } from './answers.ts'
import { changeList, hasChanges, type Changes } from './change-list.ts'
import { changesOf } from './changes-of.ts'
import { keepAsking } from './keep-asking.ts'
import { portTable } from './port-table.ts'
import { linkTo } from './route.ts'
import { createScanForm } from './scan-form.ts'
import type { Screen, ScreenContext } from './screen.ts'
import { Problem } from './api.ts'
import { agoText, timeText } from './time-text.ts'
import { el, type Tree } from './tree.ts'
import { visibleText } from './visible-text.ts'

const FIRST_WAIT = 1000

/** One host: what is open on it, and what each of its scans has changed. */
export function hostScreen(context: ScreenContext, host: string): Screen {
  const path = encodeURIComponent(host)
  const form = createScanForm(context, host)
  const changes = new Map<string, Changes>()
  let results: readonly ResultLine[] | undefined
  return { title: visibleText(host, 80), load, view }

  async function load(): Promise<void> {
    await keepAsking(context, FIRST_WAIT, readResults, () => results === undefined)
    await compare()
  }

  async function readResults(): Promise<void> {
    try {
      results = listed<ResultLine>(await context.api.get(`/results/${path}`, context.signal)).items
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error
      results = []
    }
    context.show()
  }

  async function compare(): Promise<void> {
    for (const [at, { scan_id }] of (results ?? []).entries()) {
      const earlier = results?.[at + 1]
      if (earlier === undefined || context.signal.aborted) return
      changes.set(scan_id, await changesOf(context, host, { from: earlier.scan_id, to: scan_id }))
      context.show()
    }
  }

  function view(): Tree[] {
    if (results === undefined) return [el('p', { class: 'none' }, 'Loading …')]
    const [newest] = results
    if (newest === undefined)
      return [el('p', { class: 'none card' }, 'This host has not been scanned.'), form.view()]
    return [
      el('p', { class: 'note' }, factsText(newest, context.now())),
      section('open', `Open ports (${newest.services.length})`, portTable(newest.services)),
      section('history', 'History', history(results)),
      el('details', {}, el('summary', {}, 'Scan it again'), form.view()),
    ]
  }

  function history(list: readonly ResultLine[]): Tree {
    return el(
      'ol',
      { class: 'feed history' },
      list.map((result, at) => entry(result, at === list.length - 1)),
    )
  }

  function entry({ scan_id, scanned_at, open_ports, backend, complete }: ResultLine, first: boolean): Tree {
    return el(
      'li',
      { class: 'card', key: scan_id },
      el(
        'h3',
        {},
        el(
          'a',
          { href: linkTo({ name: 'scan', scanId: scan_id }) },
          el('time', { datetime: scanned_at }, timeText(scanned_at)),
        ),
      ),
      el(
        'small',
        {},
        `${open_ports.length} open, by ${backend}${complete ? '' : ', not all of it was scanned'}`,
      ),
      changed(changes.get(scan_id), first),
    )
  }
}

function changed(changes: Changes | undefined, first: boolean): Tree {
  if (changes === undefined)
    return el('p', { class: 'note' }, first ? 'The earliest that is shown.' : 'Comparing …')
  return hasChanges(changes) ? changeList(changes) : el('p', { class: 'note' }, changes.note ?? 'As before.')
}

function factsText({ scanned_at, scanned, backend }: ResultLine, now: number): string {
  return `Scanned ${agoText(scanned_at, now)} (${timeText(scanned_at)}), ports ${visibleText(scanned, 100)}, by ${backend}.`
}

function section(id: string, title: string, child: Tree): Tree {
  return el(
    'section',
    { 'aria-labelledby': `${id}-title`, key: id },
    el('h2', { id: `${id}-title` }, title),
    child,
  )
}
