// The networks of `bench/simulate.mjs`: the conditions of the accuracy goals on one or a few hosts, and paths of
// several kinds side by side.
const every = (address) => `${address}/32`

/** `count` of the ports from 1 to `most`, the same for the same seed. */
export function somePorts(random, most, count) {
  const ports = Array.from({ length: most }, (_, index) => index + 1)
  for (let at = 0; at < Math.min(count, most); at++) {
    const other = at + Math.floor(random() * (most - at))
    ;[ports[at], ports[other]] = [ports[other], ports[at]]
  }
  return ports.slice(0, count)
}

/** One kind of path and one kind of host; `open`, `filtered` and `rejected` are ports of each host. */
const single = {
  clean: { open: 16 },
  loss5: { path: { loss: 0.05 }, open: 200 },
  loss20: { path: { loss: 0.2 }, open: 200 },
  loss40: { path: { loss: 0.4 }, open: 200 },
  lossBack20: { path: { loss: { back: 0.2 } }, open: 200 },
  drop: { open: 16, rest: 'filtered' },
  dropLoss20: { path: { loss: 0.2 }, open: 16, rest: 'filtered' },
  filteredLoss5: { path: { loss: 0.05 }, open: 200, filtered: 400 },
  filteredLoss20: { path: { loss: 0.2 }, open: 200, filtered: 400 },
  filteredSyn200: { path: { syn: { perSecond: 200, burst: 20 } }, open: 200, filtered: 400 },
  filteredSyn200b: { path: { syn: { perSecond: 200, burst: 20 } }, open: 100, filtered: 500 },
  syn200: { path: { syn: { perSecond: 200, burst: 20 } }, open: 200 },
  syn200loss5: { path: { loss: 0.05, syn: { perSecond: 200, burst: 20 } }, open: 200 },
  syn50: { path: { syn: { perSecond: 50, burst: 5 } }, open: 200 },
  syn2000: { path: { syn: { perSecond: 2_000, burst: 200 } }, open: 200 },
  rst100: { path: { rst: { perSecond: 100, burst: 5 } }, open: 200 },
  rst250: { path: { rst: { perSecond: 250, burst: 5 } }, open: 200 },
  icmp: { open: 16, filtered: 100, rejected: 140 },
  icmp10: { path: { icmp: { perSecond: 10, burst: 5 } }, open: 16, rejected: 500 },
  jitter: { path: { jitter: 100 }, open: 200 },
  emfile64: { machine: { descriptors: 64 }, open: 200 },
  ports8: { machine: { localPorts: 8 }, open: 200 },
  stalls: { machine: { stalls: { every: 1_000, length: 500, first: 100 } }, open: 200 },
  stallsLoss20: {
    machine: { stalls: { every: 1_000, length: 500, first: 100 } },
    path: { loss: 0.2 },
    open: 200,
  },
  allOpen: { open: 0, rest: 'open' },
}

/** Several kinds at once: which part of the hosts is in which prefix, and what that is like. */
const mixed = {
  threePaths: [
    { share: 1 / 3, path: { rtt: 10 }, open: 16 },
    { share: 1 / 3, path: { rtt: 60, loss: 0.05 }, open: 16 },
    { share: 1 / 3, path: { rtt: 200, loss: 0.2 }, open: 16 },
  ],
  oneBadPrefix: [
    { share: 3 / 4, path: { rtt: 20 }, open: 16 },
    { share: 1 / 4, path: { rtt: 200, loss: 0.2 }, open: 16 },
  ],
  million: [20, 40, 60, 80].map((rtt, index) => ({
    share: 1 / 4,
    path: { rtt, loss: index / 100 },
    open: 16,
    filtered: 10,
  })),
  sharedPolicer: [{ share: 1, path: { rtt: 30, syn: { perSecond: 500, burst: 50 } }, open: 16 }],
  oneLimitedPrefix: [
    { share: 1 / 2, path: { rtt: 20 }, open: 16 },
    { share: 1 / 2, path: { rtt: 30, syn: { perSecond: 500, burst: 50 } }, open: 16 },
  ],
  ownPolicers: [{ share: 1, path: { rtt: 30, rst: { perSecond: 100, burst: 5, per: 'host' } }, open: 16 }],
  mostDown: [
    { share: 64 / 254, path: {}, open: 16 },
    { share: 190 / 254, path: {}, hosts: 'down' },
  ],
  mostUnreachable: [
    { share: 64 / 254, path: {}, open: 16 },
    { share: 190 / 254, path: {}, hosts: 'unreachable' },
  ],
  decoys: [
    { share: 4 / 5, path: {}, open: 16 },
    { share: 1 / 5, path: {}, rest: 'open' },
  ],
  everything: [
    { share: 1 / 8, path: { rtt: 10 }, open: 16 },
    { share: 1 / 8, path: { rtt: 60, loss: 0.05 }, open: 16 },
    { share: 1 / 8, path: { rtt: 200, loss: 0.2 }, open: 16 },
    { share: 1 / 8, path: { rtt: 30, syn: { perSecond: 500, burst: 50 } }, open: 16 },
    { share: 1 / 8, path: { rtt: 30, rst: { perSecond: 100, burst: 5, per: 'host' } }, open: 16 },
    { share: 1 / 8, path: { rtt: 40 }, open: 16, rest: 'filtered' },
    { share: 1 / 4, path: {}, hosts: 'down' },
  ],
}

const manyHosts = { sharedPolicer: 50, million: 1_000 }

/** Hosts, if not said otherwise: one, or as many as a /24 has. */
export const defaultHosts = (name) => (name in single ? 1 : (manyHosts[name] ?? 254))

export const conditions = [...Object.keys(single), ...Object.keys(mixed)]
export const singleConditions = Object.keys(single)

/** The options of `simulatedNetwork` for a condition, the targets, and who belongs to which part. */
export function world(name, { hosts, ports, rtt, seed, seededRandom }) {
  const random = seededRandom(seed)
  const parts = mixed[name] ?? [{ share: 1, ...single[name] }]
  const paths = {}
  const natures = {}
  const groups = []
  const addresses = []
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    const count = last ? hosts - addresses.length : Math.round(part.share * hosts)
    const own = Array.from({ length: count }, (_, at) => `10.${index + 1}.${at >> 8}.${at & 255}`)
    addresses.push(...own)
    groups.push({ addresses: own, name: `10.${index + 1}/16` })
    paths[`10.${index + 1}.0.0/16`] = { rtt, ...part.path }
    if (part.hosts) natures[`10.${index + 1}.0.0/16`] = part.hosts
    else for (const address of own) natures[every(address)] = host(part, ports, random)
  }
  const machine = parts[0].machine
  return { options: { seed, paths, hosts: natures, ...(machine && { machine }) }, addresses, groups }
}

function host({ open = 0, filtered = 0, rejected = 0, rest = 'closed' }, ports, random) {
  const scale = Math.min(1, ports / 1_000)
  const counts = [open, filtered, rejected].map((count) => Math.round(count * (ports < 1_000 ? scale : 1)))
  const drawn = somePorts(random, ports, counts[0] + counts[1] + counts[2])
  const take = (from, count) => drawn.slice(from, from + count)
  const rejecting = take(counts[0] + counts[1], counts[2])
  return {
    open: counts[0] > 0 ? take(0, counts[0]) : { share: 0 },
    filtered: counts[1] > 0 ? take(counts[0], counts[1]) : { share: 0 },
    ...(rejecting.length > 0 && { rejects: { EHOSTUNREACH: rejecting } }),
    rest,
  }
}
