/** Milliseconds that the event loop may be late, of the 99th of 100 looks. */
const LATE = 20

/**
 * What is to be reached, by scene: `value` of the summaries, and what it may be at `most` or must be at `least`. A value
 * is not a number where a side of it was not measured.
 */
const goals = {
  loopback: (scene) => [
    {
      text: 'node, 2 threads: time × `nmap -sT`',
      value: scene.ratio('seconds', 'node, 2 threads', 'nmap -sT'),
      most: 1.1,
    },
    { text: 'native: time × `nmap -sT`', value: scene.ratio('seconds', 'native', 'nmap -sT'), most: 0.75 },
    { text: 'native: time × `nmap -sS`', value: scene.ratio('seconds', 'native', 'nmap -sS'), most: 1.15 },
    {
      text: 'native, scan alone: time × the C loop in 2 threads',
      value: scene.ratio('seconds', 'native, scan alone', 'C loop, 2 threads'),
      most: 1.4,
    },
    ...always(scene),
  ],
  network: (scene) => [
    { text: 'native: time × `nmap -sT`', value: scene.ratio('seconds', 'native', 'nmap -sT'), most: 1 },
    {
      text: 'native, scan alone: CPU a packet × the C loop',
      value:
        scene.ratio('cpu', 'native, scan alone', 'C loop') /
        scene.ratio('packets', 'native, scan alone', 'C loop'),
      most: 1.5,
    },
    ...always(scene),
  ],
  syn: (scene) => [
    {
      text: 'synProbe: packets a second × masscan',
      value: scene.ratio('pace', 'synProbe', 'masscan'),
      least: 0.9,
    },
    { text: 'synProbe: open found × masscan', value: scene.ratio('open', 'synProbe', 'masscan'), least: 1 },
    { text: 'synProbe: MiB of memory', value: scene.of('synProbe', 'memory'), most: 200 },
    { text: 'synProbe: false opens', value: scene.of('synProbe', 'falseOpen'), most: 0 },
    {
      text: 'synProbe: 99th of 100 delays of the event loop, ms',
      value: scene.of('synProbe', 'late'),
      most: LATE,
    },
  ],
}

function always(scene) {
  const { runs, falseOpen, open, late } = scene.ours()
  return [
    { text: `false opens in all ${runs} scans of ours`, value: falseOpen, most: 0 },
    { text: 'open ports found by the worst of them', value: open, least: scene.truth },
    { text: '99th of 100 delays of the event loop, ms', value: late, most: LATE },
  ]
}

/** The goals of a scene: `{ text, value, most | least, met }`, met undefined where it could not be measured. */
export function goalsOf({ name, summaries, truth, ours }) {
  const of = (contender, figure) => summaries[contender]?.[figure] ?? NaN
  const scene = {
    truth,
    of,
    ratio: (figure, one, other) => of(one, figure) / of(other, figure),
    ours: () => together(Object.entries(summaries).filter(([contender]) => ours.includes(contender))),
  }
  return goals[name](scene).map((goal) => ({ ...goal, met: isMet(goal) }))
}

function isMet({ value, most = Infinity, least = -Infinity }) {
  return Number.isNaN(value) ? undefined : value <= most && value >= least
}

function together(entries) {
  const all = (figure) => entries.map(([, summary]) => summary[figure]).filter((value) => value !== undefined)
  const sum = (figure) => (all(figure).length === 0 ? NaN : all(figure).reduce((a, b) => a + b))
  const pick = (choose, figure) => (all(figure).length === 0 ? NaN : choose(...all(figure)))
  return {
    runs: sum('runs'),
    falseOpen: sum('falseOpen'),
    open: pick(Math.min, 'open'),
    late: pick(Math.max, 'late'),
  }
}
