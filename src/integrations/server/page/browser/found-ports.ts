import type { OpenPort } from '../../model.ts'
import { serviceText } from './service-text.ts'
import { el, type Branch, type Tree } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** So many are shown; all of them are in the results. */
const MOST = 200

type FoundPort = Pick<OpenPort, 'port' | 'transport' | 'service'> & {
  readonly host?: string
  readonly address?: string
}

/** The open ports that a running scan has told of so far, the newest first. */
export interface FoundPorts {
  /** What an event says. */
  add(said: unknown): void
  view(running: boolean): Tree
}

export function createFoundPorts(): FoundPorts {
  const ports = new Map<string, FoundPort>()
  return { add, view }

  function add(said: unknown): void {
    const port = said as FoundPort
    ports.set(`${port.host ?? port.address} ${port.port}/${port.transport}`, port)
  }

  function view(running: boolean): Tree {
    const shown = [...ports].slice(-MOST).reverse()
    const none = running ? 'Nothing yet.' : 'No open port was told of.'
    return el(
      'section',
      { 'aria-labelledby': 'found-title', key: 'found' },
      el('h2', { id: 'found-title' }, 'Open ports as they were found', el('small', {}, ` ${ports.size}`)),
      shown.length === 0
        ? el('p', { class: 'none card' }, none)
        : el(
            'ul',
            { class: 'card found', tabindex: '0', role: 'region', 'aria-labelledby': 'found-title' },
            shown.map(([key, port]) => line(key, port)),
          ),
    )
  }
}

function line(key: string, { host, address, port, transport, service }: FoundPort): Branch {
  return el(
    'li',
    { key },
    el('span', { class: 'sign plus', 'aria-hidden': 'true' }, '●'),
    el('bdi', { class: 'mono' }, visibleText(host ?? address ?? '', 80)),
    ' ',
    el('b', {}, `${port}/${transport}`),
    ' ',
    service !== undefined && el('bdi', {}, serviceText(service)),
  )
}
