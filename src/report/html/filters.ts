import { cut, markup, type Markup } from './markup.ts'
import { FEW_DAYS } from './certificate-days.ts'
import type { PageView } from './page-view.ts'
import { stateNow } from './state-sign.ts'

/** More is no choice any more. */
const MAX_SERVICES = 200

/** What narrows the page down. Hidden until the script says that it works. */
export function filters({ hosts, diff }: PageView): Markup {
  const ports = hosts.flatMap((host) => host.ports)
  const states = new Set(ports.map(stateNow))
  const services = new Set(ports.flatMap(({ result }) => result.service?.name ?? []))
  const days = ports.some((port) => port.days !== undefined)
  return markup`<form id="filters" role="search" aria-label="Filter hosts and ports" hidden="">
<label class="search">Find <input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="address, name, product, banner …" aria-keyshortcuts="/"/></label>
${states.size > 1 ? choice('state', 'State', [...states]) : undefined}
${services.size > 0 ? choice('service', 'Service', [...services].slice(0, MAX_SERVICES)) : undefined}
${days ? check('soon', `Certificate < ${FEW_DAYS} days`) : undefined}
${diff === undefined ? undefined : check('changed', 'Changed')}
<label>Sort <select id="sort"><option value="">by address</option><option value="open">by open ports</option>${days ? BY_DAYS : undefined}</select></label>
<span class="buttons"><button type="button" id="unfold">Open all</button> <button type="button" id="fold">Close all</button></span>
<output id="shown" for="find"></output>
</form>
`
}

const BY_DAYS = markup`<option value="days">by certificate</option>`

function choice(id: string, label: string, values: readonly string[]): Markup {
  const options = [...values]
    .sort()
    .map((value) => markup`<option value="${value}">${cut(value, 40)}</option>`)
  return markup`<label>${label} <select id="${id}"><option value="">any</option>${options}</select></label>`
}

function check(id: string, label: string): Markup {
  return markup`<label><input type="checkbox" id="${id}"/> ${label}</label>`
}
