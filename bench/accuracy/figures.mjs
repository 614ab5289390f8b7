import { median } from '../figures.mjs'

/** What one run of one tool showed. `own` is what only our events tell. */
export function figuresOf({ score, counts, run, own }) {
  return {
    seconds: run.seconds,
    ended: run.status === 0,
    open: [score.open_found, score.open_true],
    falseOpen: score.open_false,
    closed: [score.closed_right, score.closed_true],
    filtered: [score.filtered_right, score.filtered_true],
    filteredCalledClosed: score.filtered_called_closed,
    probes: counts.syns / score.endpoints,
    // How late the lab itself was with a packet, in milliseconds: with much more than ten it is the lab that is slow.
    late: Math.max(0, ...counts.relays.map(({ max_late_ms: late }) => late)),
    ...own,
  }
}

/** When the first path was done, in seconds, how many hosts have a wrong mark, and how many results no reason. */
export function ownFigures({ stdout, start }, decoys) {
  const events = stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const ports = events.filter(({ kind }) => kind === 'port')
  const near = ports.filter(({ address }) => /^10\.201\.|^fd99:0:1:/.test(address))
  const hosts = events.filter(({ kind, status }) => kind === 'host' && status === 'finished')
  const wrong = hosts.filter((host) => (host.marks ?? []).includes('all-open') !== decoys.has(host.address))
  return {
    firstPath: Math.max(0, ...near.map(({ at }) => Date.parse(at) - start)) / 1e3,
    wrongMarks: wrong.length,
    unexplained: ports.filter(({ reason }) => !reason).length,
  }
}

/** The runs of one tool in one condition, over the seeds: times in the middle, counts added up. */
export function summaryOf(runs) {
  const all = (key) => runs.map((run) => run[key] ?? 0)
  const sum = (key) => all(key).reduce((a, b) => a + b)
  const both = (key) => runs.map((run) => run[key]).reduce(([a, b], [c, d]) => [a + c, b + d])
  return {
    seconds: median(all('seconds')),
    most: Math.max(...all('seconds')),
    late: Math.max(...all('late')),
    firstPath: median(all('firstPath')),
    probes: sum('probes') / runs.length,
    ended: runs.every(({ ended }) => ended),
    open: both('open'),
    closed: both('closed'),
    filtered: both('filtered'),
    falseOpen: sum('falseOpen'),
    filteredCalledClosed: sum('filteredCalledClosed'),
    unexplained: sum('unexplained'),
    wrongMarks: sum('wrongMarks'),
  }
}
