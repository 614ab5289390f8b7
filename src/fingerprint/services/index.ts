import type { ServiceProbe } from '../service-probe.ts'
import { http } from './http.ts'
import { tls } from './tls.ts'

/** The services that are recognised unless `services.probes` says otherwise; common ones first. */
export const commonServices: readonly ServiceProbe[] = [tls, http]
