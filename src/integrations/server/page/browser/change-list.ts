import type { Service } from 'portscan-core'
import { serviceText } from './service-text.ts'
import { el, type Tree } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** What is different between two scans of a host. */
export interface Changes {
  /** Numbers of ports. */
  readonly newly_opened: readonly number[]
  readonly newly_closed: readonly number[]
  readonly changed_services: readonly ChangedService[]
  readonly note?: string
}

export interface ChangedService {
  readonly port: number
  readonly transport: string
  /** What of it, in the words of a diff. */
  readonly changes?: readonly string[]
  readonly before?: Service
  readonly after?: Service
}

/** How one port has changed: a sign, its colour, and words. */
export interface Change {
  readonly sign: string
  readonly look: string
  readonly word: string
  readonly port: number
  readonly what: string
}

export function hasChanges({ newly_opened, newly_closed, changed_services }: Changes): boolean {
  return newly_opened.length + newly_closed.length + changed_services.length > 0
}

/** One line for each change; at most so many, and how many are left out. */
export function changeList(changes: Changes, most = 50): Tree {
  const lines = linesOf(changes)
  const left = lines.length - most
  return el(
    'ul',
    { class: 'changes' },
    lines.slice(0, most).map(changeLine),
    left > 0 && el('li', {}, `and ${left} more`),
  )
}

/** How each port has changed, by its number. */
export function changesByPort(changes: Changes): Map<number, Change> {
  return new Map(linesOf(changes).map((change) => [change.port, change]))
}

function linesOf({ newly_opened, newly_closed, changed_services }: Changes): Change[] {
  return [
    ...newly_opened.map((port) => ({ sign: '+', look: 'plus', word: 'opened', port, what: '' })),
    ...newly_closed.map((port) => ({ sign: '−', look: 'minus', word: 'closed', port, what: '' })),
    ...changed_services.map((service) => ({
      sign: '~',
      look: 'tilde',
      word: 'changed',
      port: service.port,
      what: whatChanged(service),
    })),
  ]
}

function changeLine({ sign, look, word, port, what }: Change): Tree {
  return el(
    'li',
    {},
    el('span', { class: `sign ${look}`, 'aria-hidden': 'true' }, sign),
    el('b', {}, port),
    ` ${word}`,
    what !== '' && [': ', el('bdi', {}, what)],
  )
}

/** The service before and after; where both read alike, what of it has changed. */
function whatChanged({ changes = [], before, after }: ChangedService): string {
  const [from, to] = [before, after].map((known) => (known === undefined ? 'unknown' : serviceText(known)))
  return from === to ? visibleText(changes.join(', ')) : `${from} → ${to}`
}
