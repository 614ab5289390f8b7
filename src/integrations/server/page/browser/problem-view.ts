import { Problem } from './api.ts'
import { el, type Branch } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** So many points are told. */
const MOST = 100

/** What went wrong, in words that say what to do. */
export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  if (error.status === 401) return 'The service asks for a key.'
  if (error.code === 'wrong_scope') return `This key may not do that. ${error.message}`
  return error.message
}

/** The same on the page, with each of the things that it is about. */
export function problemView(error: unknown): Branch {
  const points = error instanceof Problem ? pointsOf(error.details) : []
  return el(
    'div',
    { class: 'problem', role: 'alert', tabindex: '-1', id: 'problem' },
    el('p', {}, visibleText(problemText(error), 1000)),
    points.length > 0 &&
      el(
        'ul',
        {},
        points.map((point) => el('li', {}, el('bdi', {}, visibleText(point)))),
      ),
  )
}

/** One line for each host that was refused, or each part of the request that is wrong. */
function pointsOf(details: unknown): string[] {
  if (!Array.isArray(details)) return []
  return details.slice(0, MOST).map((entry: unknown) => {
    const { host, path, message } = (entry ?? {}) as Readonly<Record<string, unknown>>
    return [host ?? path, message].filter((part) => typeof part === 'string').join(': ')
  })
}
