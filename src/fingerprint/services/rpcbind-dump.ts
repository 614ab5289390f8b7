import { viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'

/** A program of ONC RPC and where it listens. */
export interface RpcProgram {
  readonly program: number
  /** What rpc(5) calls it, where it is one of the usual. */
  readonly name?: string
  readonly version: number
  /** `'tcp'`, `'udp'`, `'tcp6'`, `'udp6'`, `'local'`, … */
  readonly netid: string
  /** A port; absent where it is no port but a path. */
  readonly port?: number
  /** The path of a local socket. */
  readonly path?: string
}

const MOST_PROGRAMS = 128
const MOST_TEXT = 256
// Address and port, the port as two decimal numbers (RFC 5665, section 5.2.3.3).
const UNIVERSAL = /\.(?<high>\d{1,3})\.(?<low>\d{1,3})$/

/** Names of programs, as IANA and rpc(5) have them. */
const names: ReadonlyMap<number, string> = new Map([
  [100_000, 'rpcbind'],
  [100_001, 'rstatd'],
  [100_002, 'rusersd'],
  [100_003, 'nfs'],
  [100_004, 'ypserv'],
  [100_005, 'mountd'],
  [100_007, 'ypbind'],
  [100_011, 'rquotad'],
  [100_021, 'nlockmgr'],
  [100_024, 'status'],
  [100_227, 'nfs_acl'],
])

/** The list that DUMP of version 3 returns (RFC 1833, section 2.1), from the byte after the reply's status on. */
export function parseDump(bytes: Uint8Array, start: number): RpcProgram[] {
  const programs: RpcProgram[] = []
  const view = viewOf(bytes)
  let at = start
  while (programs.length < MOST_PROGRAMS && at + 12 <= bytes.length && view.getUint32(at) === 1) {
    const netid = textAt(bytes, at + 12)
    const address = netid && textAt(bytes, netid.end)
    const owner = address && textAt(bytes, address.end)
    if (netid === undefined || address === undefined || owner === undefined) break
    programs.push(rpcProgram(view.getUint32(at + 4), view.getUint32(at + 8), netid.text, address.text))
    at = owner.end
  }
  return programs
}

function rpcProgram(program: number, version: number, netid: string, address: string): RpcProgram {
  const name = names.get(program)
  const groups = UNIVERSAL.exec(address)?.groups
  const port = groups && Number(groups['high']) * 256 + Number(groups['low'])
  return {
    program,
    ...(name !== undefined && { name }),
    version,
    netid,
    ...(port !== undefined && port <= 0xffff && { port }),
    ...(address.startsWith('/') && { path: address }),
  }
}

/** A string of XDR: its length, and as many bytes filled up to four. */
function textAt(bytes: Uint8Array, at: number): { text: string; end: number } | undefined {
  if (at + 4 > bytes.length) return undefined
  const length = viewOf(bytes).getUint32(at)
  if (length > MOST_TEXT || at + 4 + length > bytes.length) return undefined
  return {
    text: cleanValue(latin1(bytes, at + 4, at + 4 + length)) ?? '',
    end: at + 4 + Math.ceil(length / 4) * 4,
  }
}
