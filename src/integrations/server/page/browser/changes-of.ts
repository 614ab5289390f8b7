import type { Changes } from './change-list.ts'
import { problemText } from './problem-view.ts'
import type { ScreenContext } from './screen.ts'

/** What a scan of a host changed; the last two where none are named. One that cannot be had is no reason to show less. */
export async function changesOf(
  context: ScreenContext,
  host: string,
  scans?: { readonly from: string; readonly to: string },
): Promise<Changes> {
  const query = scans === undefined ? '' : `?${new URLSearchParams(scans).toString()}`
  try {
    return (await context.api.get(`/diff/${encodeURIComponent(host)}${query}`, context.signal)) as Changes
  } catch (error) {
    const note = `Not compared: ${problemText(error)}`
    return { newly_opened: [], newly_closed: [], changed_services: [], note }
  }
}
