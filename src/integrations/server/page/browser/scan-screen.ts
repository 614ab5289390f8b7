import { listed, type HostStatus } from './answers.ts'
import type { StreamEvent } from './event-stream.ts'
import { followEvents, type Connection } from './follow-events.ts'
import { createFoundPorts } from './found-ports.ts'
import { keepAsking } from './keep-asking.ts'
import { pause } from './pause.ts'
import { progressBar } from './progress-bar.ts'
import { reportButtons } from './report-buttons.ts'
import { scanHosts } from './scan-hosts.ts'
import type { Screen, ScreenContext } from './screen.ts'
import { isOpenEnded, statusSign } from './status-sign.ts'
import { progressOf } from './scan-progress.ts'
import { createShardFractions } from './shard-fractions.ts'
import { spanText, timeText } from './time-text.ts'
import { el, type Child, type Tree } from './tree.ts'

/** Hosts are asked for again this often at most, however much is told of them. */
const FIRST_WAIT = 1000
const LEAST_BETWEEN = 700
/** And at least this often, as long as the scan goes on. */
const MOST_BETWEEN = 10_000

/** One scan: how far it is, what it has found, and how to end it. */
export function scanScreen(context: ScreenContext, scanId: string): Screen {
  const path = `/scan/${encodeURIComponent(scanId)}`
  const found = createFoundPorts()
  const fractions = createShardFractions()
  let hosts: readonly HostStatus[] | undefined
  let connection: Connection | undefined
  let cancelling = false
  let wake = (): void => {}
  return { title: `Scan ${scanId.slice(0, 8)}`, load, view }

  async function load(): Promise<void> {
    await keepAsking(context, FIRST_WAIT, refresh, () => hosts === undefined)
    const following = followEvents(
      context.api,
      `${path}/events`,
      { onEvent, onConnection, goOn },
      context.signal,
    )
    await Promise.all([following, keepFresh()])
  }

  async function refresh(): Promise<void> {
    const answer = await context.api.get(`/scan/status/${encodeURIComponent(scanId)}`, context.signal)
    const before = hosts && progressOf(hosts).status
    hosts = listed<HostStatus>(answer).items
    const { status, done } = progressOf(hosts)
    if (before !== undefined && before !== status)
      context.say(`The scan is ${status.replace('_', ' ')}: ${done} of ${hosts.length} hosts.`)
    context.show()
  }

  async function keepFresh(): Promise<void> {
    if (!goesOn()) return
    await keepAsking(context, LEAST_BETWEEN, refreshWhenTold, goesOn)
  }

  async function refreshWhenTold(): Promise<void> {
    await told()
    if (!context.signal.aborted) await refresh()
  }

  /** Until something has been told, or for a while. */
  async function told(): Promise<void> {
    const waiting = new AbortController()
    wake = () => waiting.abort()
    await pause(MOST_BETWEEN, AbortSignal.any([waiting.signal, context.signal]))
  }

  async function goOn(): Promise<boolean> {
    await refresh()
    return goesOn()
  }

  function goesOn(): boolean {
    return hosts !== undefined && isOpenEnded(progressOf(hosts).status)
  }

  function onEvent(event: StreamEvent): void {
    const said: unknown = JSON.parse(event.data)
    if (event.type === 'port') found.add(said)
    if (event.type === 'progress') fractions.add(said)
    wake()
    context.show()
  }

  function onConnection(now: Connection): void {
    connection = now
    context.show()
  }

  async function cancel(): Promise<void> {
    if (cancelling) return
    cancelling = true
    context.show()
    try {
      await context.api.remove(path, context.signal)
      await refresh()
    } finally {
      cancelling = false
    }
  }

  function view(): Tree[] {
    if (hosts === undefined) return [el('p', { class: 'none' }, 'Loading …')]
    return [
      overview(hosts),
      found.view(goesOn()),
      el(
        'section',
        { 'aria-labelledby': 'hosts-title', key: 'hosts' },
        el('h2', { id: 'hosts-title' }, 'Hosts'),
        scanHosts(hosts),
      ),
    ]
  }

  function overview(list: readonly HostStatus[]): Tree {
    const { status, share, done, started, finished } = progressOf(list)
    const running = isOpenEnded(status)
    return el(
      'section',
      { class: 'card overview', 'aria-label': 'Progress', key: 'overview' },
      el(
        'p',
        { class: 'state' },
        statusSign(status),
        running && liveness(),
        ` ${done} of ${list.length} hosts done`,
      ),
      progressBar(Math.max(share, fractions.share(list[0]?.shards ?? 1)), 1, 'Progress of the scan'),
      el('p', { class: 'note' }, timesText(started, finished)),
      el(
        'p',
        { class: 'actions' },
        running &&
          button(cancelling ? 'Cancelling …' : 'Cancel scan', () => void cancel().catch(context.trouble)),
        !running && reportButtons(context, scanId),
      ),
    )
  }

  function liveness(): Child {
    const [look, text] = connection === 'live' ? ['live', 'live'] : ['warn', 'connecting …']
    return el('span', { class: `chip ${look}` }, text)
  }
}

function button(text: string, click: () => void): Child {
  return el('button', { type: 'button', on: { click } }, text)
}

function timesText(started: string | undefined, finished: string | undefined): string {
  if (started === undefined) return 'Not begun: it waits for a worker.'
  const took = finished === undefined ? '' : `, took ${spanText(started, finished)}`
  return `Began ${timeText(started)}${took}`
}
