import { viewOf } from '../echo.ts'

/** One entry of a list of the system's status. */
export interface StatusItem {
  readonly index: number
  readonly value: Uint8Array
}

const PROTOCOL = 0x32
const USER_DATA = 0x07
/** Where the parameters start, behind S7's own header. */
const PARAMETERS = 10
const SUCCESS = 0xff
const MOST_ITEMS = 64

/** The entries of a list that was read, from S7's header on; `undefined` where it was refused or is not that list. */
export function parseSystemStatus(message: Uint8Array, list: number): readonly StatusItem[] | undefined {
  if (message.length < PARAMETERS || message[0] !== PROTOCOL || message[1] !== USER_DATA) return undefined
  const view = viewOf(message)
  const data = PARAMETERS + view.getUint16(6)
  if (data + 12 > message.length || message[data] !== SUCCESS) return undefined
  if (view.getUint16(data + 4) !== list) return undefined
  const [size, count] = [view.getUint16(data + 8), view.getUint16(data + 10)]
  if (size < 2) return undefined
  const items: StatusItem[] = []
  for (
    let at = data + 12;
    items.length < Math.min(count, MOST_ITEMS) && at + size <= message.length;
    at += size
  )
    items.push({ index: view.getUint16(at), value: message.subarray(at + 2, at + size) })
  return items
}
