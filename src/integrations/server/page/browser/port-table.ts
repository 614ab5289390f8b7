import type { OpenPort } from '../../model.ts'
import { serviceText } from './service-text.ts'
import { el, type Branch, type Child } from './tree.ts'
import { visibleText } from './visible-text.ts'

/** More rows are slow in a browser. */
const MOST = 2000

/** Open ports, a row each, with what is known of their services. */
export function portTable(ports: readonly OpenPort[]): Branch {
  if (ports.length === 0) return el('p', { class: 'none card' }, 'Nothing was open.')
  const left = ports.length - MOST
  return el(
    'div',
    { class: 'wide card', tabindex: '0', role: 'region', 'aria-label': 'Open ports' },
    el(
      'table',
      { class: 'list ports' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ['Port', 'Service', 'Details'].map((text) => el('th', { scope: 'col' }, text)),
        ),
      ),
      el('tbody', {}, ports.slice(0, MOST).map(row)),
    ),
    left > 0 && el('p', { class: 'note' }, `and ${left} more; a report has all`),
  )
}

function row({ address, port, transport, state, reason, service }: OpenPort): Branch {
  return el(
    'tr',
    { key: `${address} ${port}/${transport}` },
    el('th', { scope: 'row' }, `${port}/${transport}`),
    el('td', {}, service === undefined ? '' : el('bdi', {}, serviceText(service))),
    el('td', {}, el('small', {}, `${address}, ${state} (${reason})`), certificate(service)),
  )
}

function certificate(service: OpenPort['service']): Child {
  const found = service?.tls?.certificate
  if (found === undefined) return undefined
  return el(
    'small',
    { class: 'certificate' },
    'certificate of ',
    el('bdi', {}, visibleText(found.subject, 120)),
    `, until ${found.notAfter.slice(0, 10)}`,
  )
}
