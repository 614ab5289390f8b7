export { scan, seededRandom } from 'portscan-core'
export { simulatedNetwork } from 'portscan-core/testing'
