import type { Transport } from '../model/endpoint.ts'

/** TCP before UDP, each in order of number: for `sort`. */
export function byPort(
  a: { readonly transport: Transport; readonly port: number },
  b: { readonly transport: Transport; readonly port: number },
): number {
  if (a.transport !== b.transport) return a.transport === 'tcp' ? -1 : 1
  return a.port - b.port
}
