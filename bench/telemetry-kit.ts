export { scan } from 'portscan-core'
export { instrument } from 'portscan-core/otel'
