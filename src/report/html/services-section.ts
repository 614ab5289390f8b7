import type { Service } from '../../model/service.ts'
import { amount, amountOf } from '../text-layout.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { PageView } from './page-view.ts'

/** Longer lists are for programs. */
const MAX_ROWS = 200

interface Kind {
  readonly service: Service
  ports: number
  readonly hosts: Set<string>
  readonly numbers: Set<string>
}

/** What runs, how often and where: by protocol, product and version. */
export function servicesSection({ hosts }: PageView): Markup | undefined {
  const kinds = kindsOf(hosts)
  if (kinds.length === 0) return undefined
  const more = kinds.length - MAX_ROWS
  return markup`<section id="services" aria-labelledby="services-title"><h2 id="services-title">Services</h2>
<details${kinds.length <= 12 ? markup` open=""` : undefined}><summary>${amountOf(kinds.length, 'kind')}, by protocol, product and version</summary>
<div class="wide"><table class="list"><thead><tr>${HEADINGS}</tr></thead><tbody>
${kinds.slice(0, MAX_ROWS).map(kindRow)}</tbody></table></div>
${more > 0 ? markup`<p class="note">${amount(more)} more are left out here.</p>` : undefined}</details></section>
`
}

const HEADINGS = ['Service', 'Product', 'Version', 'Hosts', 'Open ports', 'On'].map(
  (heading) => markup`<th scope="col">${heading}</th>`,
)

function kindsOf(hosts: PageView['hosts']): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const { id, ports } of hosts) {
    for (const { result, diff } of ports) {
      const { service } = result
      const isGone = diff !== undefined && diff.after === undefined
      if (service === undefined || service.confidence === 'port-table' || result.state !== 'open' || isGone)
        continue
      const key = JSON.stringify([service.name, service.product, service.version, service.tls !== undefined])
      const kind = kinds.get(key) ?? { service, ports: 0, hosts: new Set(), numbers: new Set() }
      kinds.set(key, kind)
      kind.ports++
      kind.hosts.add(id)
      kind.numbers.add(`${result.port}/${result.transport}`)
    }
  }
  return [...kinds.values()].sort((a, b) => b.hosts.size - a.hosts.size || b.ports - a.ports)
}

function kindRow({ service, ports, hosts, numbers }: Kind): Markup {
  const { name, product = '', version = '', tls } = service
  const some = [...numbers].slice(0, 6).join(', ')
  return markup`<tr><th scope="row">${cut(name, 80)}${tls && markup` <span class="chip">TLS</span>`}</th>
<td>${cut(product, 120)}</td><td>${cut(version, 80)}</td>
<td class="count">${amount(hosts.size)}</td><td class="count">${amount(ports)}</td>
<td>${some}${numbers.size > 6 ? ' …' : ''}</td></tr>
`
}
