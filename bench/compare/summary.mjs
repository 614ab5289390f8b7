import { median } from '../figures.mjs'

/** One run, as it is kept: what was measured, and what of its findings is right. */
export function judgedRun(contender, measured, truth) {
  const { stdout, ...figures } = measured
  if (figures.failure !== undefined && !/^cut off/.test(figures.failure)) return { failure: figures.failure }
  const known = new Set(truth.map(([address, port]) => `${address}:${port}`))
  const found = contender.found(stdout)
  const wrong = found.filter((endpoint) => !known.has(endpoint))
  return {
    ...figures,
    ...(figures.failure === undefined && contender.own?.(stdout)),
    open: found.length - wrong.length,
    falseOpen: wrong.length,
    // Enough of them to see why.
    wrong: wrong.slice(0, 5),
  }
}

/** All runs of one contender: the middle of what varies, the worst of what must not. */
export function summaryOf(runs) {
  const failure = runs.find((run) => run.failure !== undefined)?.failure
  const good = runs.filter(({ seconds }) => seconds !== undefined)
  if (good.length === 0) return { failure }
  const all = (figure) => good.map((run) => run[figure]).filter((value) => value !== undefined)
  const middle = (figure) => (all(figure).length === 0 ? undefined : median(all(figure)))
  const most = (figure) => (all(figure).length === 0 ? undefined : Math.max(...all(figure)))
  return {
    runs: good.length,
    seconds: middle('seconds'),
    least: Math.min(...all('seconds')),
    cpu: middle('cpu'),
    memory: most('memory'),
    packets: middle('packets'),
    pace: middle('pace'),
    late: most('late'),
    open: Math.min(...all('open')),
    falseOpen: all('falseOpen').reduce((sum, count) => sum + count, 0),
    ...(failure !== undefined && { failure }),
  }
}
