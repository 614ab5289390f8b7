import { known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** A message of the protocol: a field with its length, and JSON that says its number and kind. */
const MESSAGE =
  /^Content-Length: \d{1,6}\r\n\r\n\{"seq": ?\d{1,6}, ?"type": ?"(?:event|request)", ?"(?:event|command)": ?"\w/
const DEBUGPY =
  /"output": ?"debugpy", ?"data": ?\{"packageVersion": ?"(?<version>\d{1,4}(?:\.\d{1,4}){1,3})|"pydevd/

const message: Matcher = (answer) => {
  const text = latin1(answer, 0, 1024)
  if (!MESSAGE.test(text)) return undefined
  const debugpy = DEBUGPY.exec(text)
  return {
    name: 'dap',
    ...(debugpy && { product: 'debugpy', vendor: 'Microsoft' }),
    ...present({ version: debugpy?.groups?.['version'] }),
    confidence: 'structured',
    evidence: 'a message of the Debug Adapter Protocol',
  }
}

/**
 * Debug Adapter Protocol: a debugger that waits for an editor.
 *
 * Asks: nothing.
 * Known by: a length, and an event or a request in JSON.
 * Version: that of debugpy, which tells it at once.
 */
export const dap: ServiceProbe = {
  name: 'dap',
  ports: [5678],
  rarity: 8,
  serverFirst: true,
  matchers: [message],
}
