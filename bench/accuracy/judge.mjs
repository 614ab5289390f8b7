// A busy machine makes a scan slower, not wrong: in the short form, one run of each, time has ten times its goal and
// probes half as many again. That a closed port in a thousand stays silent through all its tries may be chance.
const SLACK = {
  long: { seconds: Infinity, probes: 1, closed: 1 },
  short: { seconds: 10, probes: 1.5, closed: 0.998 },
}
const NOT_SLOWER = 1.1
const BESIDE_A_BAD_PATH = 1.2

/**
 * What ours misses in one condition, each in a few words. `ours` and `nmap` are summaries, `alone` that of the good
 * path alone. In the long form seconds are judged by nmap's in the same run.
 */
export function missed({ goal }, { ours, nmap, alone }, form) {
  const slack = SLACK[form]
  const [found, open] = ours.open
  const [closedRight, closed] = ours.closed
  const [filteredRight, filtered] = ours.filtered
  const shown = (value) => value.toFixed(2)
  const faults = [
    [!ours.ended, 'it failed'],
    [found < open, `${open - found} of ${open} open ports missed`],
    [ours.falseOpen > 0, `${ours.falseOpen} ports falsely open`],
    [
      closedRight < closed * (goal.closed ?? 1) * slack.closed,
      `${closed - closedRight} of ${closed} closed ports not called so`,
    ],
    [
      filteredRight < filtered && !goal.skipped,
      `${filtered - filteredRight} of ${filtered} filtered ports not called so`,
    ],
    [ours.filteredCalledClosed > 0, `${ours.filteredCalledClosed} filtered ports called closed`],
    [ours.unexplained > 0, `${ours.unexplained} results without a reason`],
    [
      ours.probes > goal.probes * slack.probes,
      `${shown(ours.probes)} probes a port, at most ${goal.probes * slack.probes}`,
    ],
    [
      ours.seconds > goal.seconds * slack.seconds,
      `${shown(ours.seconds)} s, at most ${goal.seconds * slack.seconds}`,
    ],
    [
      nmap && ours.seconds > nmap.seconds * NOT_SLOWER,
      `${shown(ours.seconds / (nmap?.seconds ?? 1))} × the time of nmap`,
    ],
    [goal.allOpen && ours.wrongMarks > 0, `${ours.wrongMarks} hosts wrongly marked, or not, as all-open`],
  ]
  const slowed = goal.likeAlone !== undefined && alone && ours.firstPath / alone.firstPath
  faults.push([
    form === 'long' && slowed > BESIDE_A_BAD_PATH,
    `the good path takes ${shown(slowed || 0)} × its time alone, at most ${BESIDE_A_BAD_PATH}`,
  ])
  return faults.filter(([isMissed]) => isMissed).map(([, words]) => words)
}
