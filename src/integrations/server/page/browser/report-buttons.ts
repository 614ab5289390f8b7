import type { ScreenContext } from './screen.ts'
import { el, type Branch } from './tree.ts'

const FORMATS = [
  ['html', 'HTML', 'html'],
  ['json', 'JSON', 'json'],
  ['csv', 'CSV', 'csv'],
  ['xml', 'XML', 'xml'],
  ['markdown', 'Markdown', 'md'],
] as const

/** The report of a scan to keep, in the formats that people ask for. By the page, since a link sends no key. */
export function reportButtons(context: ScreenContext, scanId: string): Branch {
  return el(
    'span',
    { role: 'group', 'aria-label': 'Report to keep' },
    'Report: ',
    FORMATS.map(([format, name, ending]) =>
      el(
        'button',
        { type: 'button', on: { click: () => void keep(format, ending).catch(context.trouble) } },
        name,
      ),
    ),
  )

  async function keep(format: string, ending: string): Promise<void> {
    const path = `/report/${encodeURIComponent(scanId)}?format=${format}`
    const response = await context.api.open(path, {}, context.signal)
    context.save(`scan-${scanId.slice(0, 8)}.${ending}`, await response.blob())
  }
}
