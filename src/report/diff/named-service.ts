import type { PortResult } from '../../model/result.ts'
import type { Service } from '../../model/service.ts'

/** The service of an open port, where something told its name; the number of the port tells nothing. */
export function namedService(result: PortResult | undefined): Service | undefined {
  const service = result?.state === 'open' ? result.service : undefined
  return service?.confidence === 'port-table' ? undefined : service
}
