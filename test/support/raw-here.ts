import { demandRawSockets } from '../../src/native/raw-sockets.ts'
import { nativeHere } from './native-here.ts'

/** Whether raw sockets can be used on this machine; says so where they cannot. */
export const rawHere = nativeHere && mayOpenRawSockets()

if (!rawHere) console.log('skipped: raw sockets need the native engine and CAP_NET_RAW')

function mayOpenRawSockets(): boolean {
  try {
    demandRawSockets('this test')
    return true
  } catch {
    return false
  }
}
