import { asTable } from '../figures.mjs'

const HEAD = [
  'what',
  'seconds',
  '×',
  'least',
  'CPU s',
  '×',
  'MiB',
  'packets',
  'packets a second',
  'open found',
  'false opens',
]
const NONE = '–'

/** A scene as a Markdown table, with ratios to its peer. */
export function sceneTable({ summaries, peer, truth }) {
  const base = summaries[peer]
  return asTable([HEAD, ...Object.entries(summaries).map((entry) => cellsOf(entry, base, truth))])
}

function cellsOf([name, summary], base, truth) {
  const { seconds, least, cpu, memory, packets, pace, open, falseOpen, failure, runs } = summary
  if (seconds === undefined) return [name, failure, ...Array.from({ length: HEAD.length - 2 }, () => '')]
  return [
    failure === undefined ? name : `${name} (${failure})`,
    `${inSeconds(seconds)}${runs === 1 ? ' (1 run)' : ''}`,
    ratio(seconds, base?.seconds),
    inSeconds(least),
    inSeconds(cpu),
    ratio(cpu, base?.cpu),
    memory.toFixed(0),
    whole(packets),
    pace === undefined ? NONE : whole(pace),
    open === truth ? whole(open) : `**${whole(open)}** of ${whole(truth)}`,
    falseOpen === 0 ? '0' : `**${whole(falseOpen)}**`,
  ]
}

/** The goals of a scene as a Markdown table. */
export function goalTable(goals) {
  return asTable([['goal', 'measured', 'bound', 'met'], ...goals.map(goalCells)])
}

function goalCells({ text, value, most, least, met }) {
  const bound = most === undefined ? `at least ${whole(least)}` : `at most ${most}`
  if (met === undefined) return [text, NONE, bound, 'not measured']
  return [text, figure(value), bound, met ? 'yes' : '**no**']
}

function figure(value) {
  return Number.isInteger(value) ? whole(value) : value.toFixed(2)
}

function inSeconds(value) {
  return value < 10 ? value.toFixed(2) : value.toFixed(1)
}

function ratio(value, base) {
  return base === undefined ? NONE : (value / base).toFixed(2)
}

function whole(value) {
  return Number.isInteger(value) || value >= 100 ? Math.round(value).toLocaleString('en') : String(value)
}
