import type { Service } from '../model/service.ts'
import type { ServiceDetails } from './service-details.ts'

/** A service whose name is known to the compiler, and with it what its details may hold. */
export type ServiceNamed<Name extends keyof ServiceDetails> = Service & {
  readonly name: Name
  readonly details: Partial<ServiceDetails[Name]>
}

/**
 * Whether this is the service of that name, by what it said: a guess from the port number is none. After it the
 * compiler knows the details:
 *
 * ```ts
 * for await (const { service } of scan('127.0.0.1', { services: true })) {
 *   if (isService(service, 'ssh')) console.log(service.details.hostKey?.fingerprint)
 * }
 * ```
 *
 * A probe of your own that takes the name of one of the common services has to tell the same details.
 */
export function isService<Name extends keyof ServiceDetails>(
  service: Service | undefined,
  name: Name,
): service is ServiceNamed<Name> {
  return service?.name === name && service.confidence !== 'port-table'
}
