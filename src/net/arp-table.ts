/** A hardware address in lower case (`'00:00:5e:00:53:01'`), or that nobody has answered the question for it. */
export type Neighbour = `${string}:${string}` | 'incomplete'

/** Rows read at most: more neighbours than the kernel keeps by itself (`gc_thresh3`, 1,024), with room to spare. */
const MOST_ROWS = 16_384

/** Flag of an entry that has its hardware address (`ATF_COM`). */
const COMPLETE = 0x02

const ROW = /^(\d{1,3}(?:\.\d{1,3}){3}) +0x[\da-f]{1,8} +0x([\da-f]{1,8}) +((?:[\da-f]{2}:){5}[\da-f]{2}) /i

/**
 * The rows of `/proc/net/arp` (proc_pid_net(5)): address, hardware type, flags, hardware address, mask, device. Only
 * Ethernet's six bytes are read. An entry that was complete and went stale keeps its address there; one without the
 * flag is `'incomplete'`. Where an address is on several links, the one that answered counts.
 */
export function parseArpTable(text: string): ReadonlyMap<string, Neighbour> {
  const table = new Map<string, Neighbour>()
  let at = 0
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, Math.min(end < 0 ? text.length : end, at + 256))
    at = end < 0 ? text.length : end + 1
    const [, address, flags, mac] = ROW.exec(line) ?? []
    if (address === undefined || flags === undefined || mac === undefined) continue
    const complete = (parseInt(flags, 16) & COMPLETE) !== 0
    if (complete && mac !== NO_MAC) table.set(address, mac.toLowerCase() as Neighbour)
    else if (!complete && !table.has(address)) table.set(address, 'incomplete')
  }
  return table
}

/** Links without hardware addresses, such as tunnels, have this one. */
const NO_MAC = '00:00:00:00:00:00'
