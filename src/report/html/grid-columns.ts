import type { PortResult } from '../../model/result.ts'
import { byPort } from '../port-order.ts'
import type { ShownHost, ShownPort } from './page-view.ts'

/** A port that is a column of the grid. */
export interface GridColumn extends Pick<PortResult, 'port' | 'transport' | 'portName'> {
  readonly key: string
}

/** The columns, and how many ports found no room. */
export interface GridColumns {
  readonly columns: readonly GridColumn[]
  readonly leftOut: number
}

/** Ports that are open or changed somewhere; of too many those of the most hosts. */
export function gridColumns(hosts: readonly ShownHost[], most: number): GridColumns {
  const found = new Map<string, { readonly column: GridColumn; hosts: number }>()
  for (const { ports } of hosts) {
    for (const shown of ports) {
      if (shown.result.state !== 'open' && shown.diff === undefined) continue
      const key = columnKey(shown)
      const { port, transport, portName } = shown.result
      const known = found.get(key)
      if (known !== undefined) known.hosts++
      else
        found.set(key, {
          column: { key, port, transport, ...(portName !== undefined && { portName }) },
          hosts: 1,
        })
    }
  }
  const best = [...found.values()].sort((a, b) => b.hosts - a.hosts || byPort(a.column, b.column))
  const columns = best.slice(0, most).map(({ column }) => column)
  return { columns: columns.sort(byPort), leftOut: found.size - columns.length }
}

/** `'443/tcp'` */
export function columnKey({ result }: ShownPort): string {
  return `${result.port}/${result.transport}`
}
