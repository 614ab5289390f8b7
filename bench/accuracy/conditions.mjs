// The networks that a scan is judged in, and what ours has to reach there. `lab` is what `netlab up` is told beside
// hosts, ports and `rtt`, the added round trip in milliseconds. `probes` is SYNs sent for each port; `seconds` is meant
// for an idle machine; `closed` is the share of closed ports that have to be called so, where it is not all. `skipped`: a
// host where nothing answers may be skipped, its ports unreported. `likeAlone`: the nearest path must be done nearly as
// soon as in that condition. `allOpen`: decoys have their mark, other hosts not. `long`: not in the short form.

const fiftyMs = {
  clean: { lab: '--open random:16', goal: { id: 'A1', seconds: 0.6 } },
  loss5: { lab: '--open random:200 --loss 5%', goal: { id: 'A2', seconds: 1.5 } },
  loss20: {
    lab: '--open random:200 --loss 20%',
    goal: { id: 'A3', seconds: 2, probes: 1.65, closed: 0.999 },
  },
  drop: { lab: '--open random:16 --default drop', goal: { id: 'A4', seconds: 1.5, probes: 2 } },
  syn200: { lab: '--open random:200 --syn-limit 200', goal: { id: 'A5', seconds: 5.6, probes: 1.5 } },
  rst100: { lab: '--open random:200 --rst-limit 100', goal: { id: 'A6', seconds: 8.8, probes: 1.5 } },
  icmp: { lab: '--open random:16 --filtered 100 --reject 140' },
  'loss5-filtered': {
    lab: '--open random:100 --filtered 500 --loss 5%',
    goal: { id: 'A2', probes: 4.5 },
  },
  // More than a third of the tries get no answer there. To miss one port in thirty scans takes ten tries of each silent
  // one, 5.8 probes a port in all: the goal asks for less than that.
  'loss20-filtered': {
    lab: '--open random:100 --filtered 500 --loss 20%',
    goal: { id: 'A2', probes: 4.5, closed: 0.999 },
  },
  'syn200-filtered': {
    lab: '--open random:100 --filtered 500 --syn-limit 200',
    goal: { id: 'A2', probes: 4.5 },
  },
  'syn200-loss5': { lab: '--open random:200 --loss 5% --syn-limit 200', goal: { probes: 4.5 } },
  'loss5-jitter': { lab: '--open random:200 --loss 5% --jitter 40ms' },
  'loss5-ipv6': { lab: '--open random:200 --loss 5% --family 6', goal: { id: 'A2', seconds: 1.5 } },
}

// Seconds depend on the distance, and so do the probes that a limiter swallows before it is known: there only the ratio
// to nmap is judged.
const otherDistances = [1, 200].flatMap((rtt) =>
  ['clean', 'loss5', 'loss20', 'drop', 'syn200', 'rst100'].map((name) => {
    const { seconds, probes, ...goal } = fiftyMs[name].goal
    return [`${name}@${rtt}ms`, { ...fiftyMs[name], rtt, goal, long: true }]
  }),
)

const hundredPorts = { ports: '1-100' }
const manyHosts = {
  'path-10ms': { hosts: 85, rtt: 10, lab: '--open random:5', goal: { id: 'A7' } },
  'path-60ms-loss5': { hosts: 85, rtt: 60, lab: '--open random:5 --loss 5%', goal: { id: 'A7' } },
  'path-200ms-loss20': {
    hosts: 84,
    rtt: 200,
    lab: '--open random:5 --loss 20%',
    goal: { id: 'A7', closed: 0.999 },
  },
  'three-paths': {
    hosts: 254,
    rtt: '10ms,60ms,200ms',
    lab: '--open random:5 --targets 3 --loss 0%,5%,20%',
    goal: { id: 'A7', closed: 0.999, likeAlone: 'path-10ms' },
  },
  'mostly-down': { hosts: 20, lab: '--open random:5 --down 234', goal: { skipped: true } },
  'shared-policer': {
    hosts: 50,
    lab: '--open random:5 --syn-limit 1000',
    goal: { id: 'A5', probes: 1.5 },
  },
  decoys: {
    hosts: 3,
    ports: '1-300',
    lab: '--open random:60 --decoys 3',
    goal: { id: 'A11', allOpen: true },
  },
}

/** By name, in the order in which they are run and shown. */
export const conditions = Object.fromEntries(
  [
    ...Object.entries(fiftyMs),
    ...otherDistances,
    ...Object.entries(manyHosts).map(([name, condition]) => [name, { ...hundredPorts, ...condition }]),
  ].map(([name, condition]) => [name, { hosts: 1, ports: '1-1000', rtt: 50, goal: {}, ...condition }]),
)

/** What `netlab up` is told for a condition and a seed. */
export function labOptions({ hosts, ports, rtt, lab }, seed) {
  const delay = typeof rtt === 'number' ? `${rtt}ms` : rtt
  const sizes = ['--hosts', String(hosts), '--ports', ports, '--delay', delay, '--seed', String(seed)]
  return [...sizes, ...lab.split(' ')]
}
