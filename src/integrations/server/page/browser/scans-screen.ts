import { listed, type ScanLine } from './answers.ts'
import { keepAsking } from './keep-asking.ts'
import { scanTable } from './scan-table.ts'
import type { Screen, ScreenContext } from './screen.ts'
import { el, type Tree } from './tree.ts'

const EVERY = 3000

/** All scans, the newest first. */
export function scansScreen(context: ScreenContext): Screen {
  let scans: readonly ScanLine[] | undefined
  let cursor: string | undefined
  return { title: 'Scans', load, view }

  async function load(): Promise<void> {
    await keepAsking(context, EVERY, refresh)
  }

  async function refresh(): Promise<void> {
    const first = await page()
    if (scans === undefined) cursor = first.cursor
    const fresh = new Set(first.items.map(({ scan_id }) => scan_id))
    scans = [...first.items, ...(scans ?? []).filter(({ scan_id }) => !fresh.has(scan_id))]
    context.show()
  }

  async function page(after?: string): Promise<ReturnType<typeof listed<ScanLine>>> {
    const from = after === undefined ? '' : `&cursor=${encodeURIComponent(after)}`
    return listed<ScanLine>(await context.api.get(`/scans?limit=50${from}`, context.signal))
  }

  async function more(): Promise<void> {
    const next = await page(cursor)
    scans = [...(scans ?? []), ...next.items]
    cursor = next.cursor
    context.show()
  }

  function view(): Tree[] {
    if (scans === undefined) return [el('p', { class: 'none' }, 'Loading …')]
    if (scans.length === 0) return [el('p', { class: 'none card' }, 'No scan has been asked for yet.')]
    const button = el(
      'button',
      { type: 'button', on: { click: () => void more().catch(context.trouble) } },
      'More scans',
    )
    return [scanTable(scans, context.now()), ...(cursor === undefined ? [] : [button])]
  }
}
