import type { Service } from '../../model/service.ts'
import { reasonText, serviceName } from '../text-port.ts'
import { changeList } from './change-list.ts'
import { daysChip } from './certificate-days.ts'
import { cut, markup, type Markup } from './markup.ts'
import type { ShownPort } from './page-view.ts'
import { portFacts } from './port-facts.ts'
import { changeSign, stateNow, stateSign } from './state-sign.ts'

const LENGTH = 160

/** A row of the table of a host. `full`: with everything that is known, folded in. */
export function portRow(shown: ShownPort, full: boolean): Markup {
  const { id, result, days, diff } = shown
  const { port, transport, service } = result
  const changed = diff === undefined ? 'same' : changeSign(diff.changes).look
  return markup`<tr id="${id}" class="${changed}" data-state="${stateNow(shown)}" data-service="${service?.name}"${daysData(days)}>
<th scope="row">${port}<small>/${transport}</small></th>
<td>${stateCell(shown)}</td>
<td>${cut(serviceName(result), LENGTH)}</td>
<td>${service && productCell(service)}</td>
<td>${diff && changeList(diff)}${detailsCell(shown, full)}</td>
</tr>
`
}

/** `''` where there is no certificate. */
export function daysData(days: number | undefined): Markup | undefined {
  return days === undefined ? undefined : markup` data-days="${days}"`
}

function stateCell(shown: ShownPort): Markup {
  const state = stateNow(shown)
  const { sign, look } = stateSign(state)
  const reason = reasonText(shown.result)
  const why = reason === '' || state !== shown.result.state ? undefined : markup` <small>${reason}</small>`
  return markup`<span class="state ${look}"><i aria-hidden="true">${sign}</i> ${state}</span>${why}`
}

function productCell({ product, version }: Service): Markup | undefined {
  if (product === undefined && version === undefined) return undefined
  return markup`<b>${product && cut(product, LENGTH)}</b> ${version && cut(version, LENGTH)}`
}

function briefFacts({ info, hostname, os, device, details }: Service): Markup | undefined {
  const { title, location } = details
  const facts = [
    typeof title === 'string' && title !== '' ? `“${cut(title, 80)}”` : undefined,
    typeof location === 'string' && location !== '' ? `to ${location}` : undefined,
    info,
    hostname === undefined ? undefined : `host ${hostname}`,
    os,
    device,
  ]
  const told = facts.filter((fact) => fact !== undefined && fact !== '')
  if (told.length === 0) return undefined
  return markup`<span class="brief">${told.map((fact) => markup`<bdi>${cut(fact!, LENGTH)}</bdi>`)}</span> `
}

function chips({ result, days, early }: ShownPort): readonly Markup[] {
  const tls = result.service?.tls
  return [
    tls?.version === undefined ? undefined : markup`<span class="chip">${cut(tls.version, 20)}</span>`,
    tls?.error === undefined ? undefined : markup`<span class="chip warn">! TLS failed</span>`,
    tls?.certificate?.selfSigned === true ? markup`<span class="chip">self-signed</span>` : undefined,
    early === true ? markup`<span class="chip bad">✕ certificate not valid yet</span>` : daysChip(days),
    ...(result.marks ?? []).map((mark) => markup`<span class="chip warn">! ${mark}</span>`),
  ].filter((chip) => chip !== undefined)
}

/** What is worth a line; the rest is folded in below it. */
function detailsCell(shown: ShownPort, full: boolean): Markup {
  const { service } = shown.result
  const brief = markup`${service && briefFacts(service)}${chips(shown)}`
  const facts = full ? portFacts(shown.result) : undefined
  if (facts === undefined) return brief
  const title = brief.text === '' ? MORE : brief
  return markup`<details class="more"><summary>${title}</summary>${facts}</details>`
}

const MORE = markup`<small>more</small>`
