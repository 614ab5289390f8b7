import { asTable } from '../figures.mjs'
import { labOptions } from './conditions.mjs'
import { names } from './tools.mjs'

const HEAD = [
  'condition',
  'scanner',
  'seconds (most)',
  'open found',
  'false open',
  'closed right',
  'filtered right',
  'probes a port',
  'goal',
  'kept',
]

/** The comparison as a Markdown table, from rows `{ name, condition, tool, summary, faults }`. */
export function comparison(rows) {
  return asTable([HEAD, ...rows.map(cellsOf)])
}

function cellsOf({ name, condition, tool, summary, faults }) {
  const { seconds, most, ended, open, falseOpen, closed, filtered, probes } = summary
  return [
    `\`${name}\``,
    names[tool],
    `${seconds.toFixed(2)} (${most.toFixed(2)})${ended ? '' : ' cut off'}`,
    share(open),
    falseOpen,
    share(closed),
    share(filtered),
    probes.toFixed(2),
    ...(faults === undefined
      ? ['', '']
      : [goalOf(condition.goal), verdict(faults, seconds > condition.goal.seconds)]),
  ]
}

function verdict(faults, late) {
  if (faults.length > 0) return `**no**: ${faults.join('; ')}`
  return late ? 'yes, but for the seconds' : 'yes'
}

function share([right, all]) {
  return all === 0 ? '–' : right === all ? `${all}` : `**${right}** of ${all}`
}

function goalOf({ id, seconds, probes }) {
  const bounds = [seconds && `${seconds} s`, probes && `${probes} probes`].filter(Boolean)
  return [id, bounds.join(', ')].filter(Boolean).join(': ')
}

/** What each condition is, as options of `netlab up`. */
export function legend(conditions) {
  const rows = Object.entries(conditions).map(([name, condition]) => [
    `\`${name}\``,
    `\`${labOptions(condition, 'S').join(' ')}\``,
  ])
  return asTable([['condition', '`netlab up`'], ...rows])
}
