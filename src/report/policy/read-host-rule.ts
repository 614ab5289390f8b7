import { portCount } from '../../model/port-count.ts'
import type { PortKey } from '../diff/port-key.ts'
import { parseHostPattern, type HostPattern } from './host-pattern.ts'
import type { HostRule, PortRule } from './policy.ts'
import {
  fail,
  itemsOf,
  member,
  placeOf,
  readSwitch,
  recordOf,
  refuse,
  type PolicyNode,
} from './policy-node.ts'
import { portKeys } from './port-keys.ts'
import { PORTS, readPortRule } from './read-port-rule.ts'

const HOST_KEYS = ['host', 'tag', 'required', 'ports']
const HOST = "an address, a block, a range or a name, such as '192.0.2.0/28', '192.0.2.1-20' or 'db.example'"
/** Entries of a host, at most. */
const MOST_PORTS = 1000

/** What may be open on some hosts. */
export function readHostRule(node: PolicyNode): HostRule {
  recordOf(node, HOST_KEYS, `an object with ${HOST_KEYS.join(', ')}`)
  const required = readSwitch(member(node, 'required')) ?? false
  const { text, pattern } = readPattern(node)
  return { text, pattern, ports: readPortRules(member(node, 'ports'), required), place: placeOf(node) }
}

function readPattern(node: PolicyNode): { readonly text: string; readonly pattern: HostPattern } {
  const [host, tag] = [member(node, 'host'), member(node, 'tag')]
  if (host.value !== undefined && tag.value !== undefined) {
    return fail(node, 'has both host and tag; expected one of them')
  }
  if (tag.value !== undefined) {
    const text = tag.value
    if (typeof text !== 'string' || text === '') return refuse(tag, "the label of a target, such as 'web'")
    return { text, pattern: { kind: 'tag', tag: text } }
  }
  const text = host.value
  const pattern = typeof text === 'string' ? parseHostPattern(text.trim()) : undefined
  if (pattern === undefined) return refuse(host, HOST)
  return { text: String(text).trim(), pattern }
}

function readPortRules(node: PolicyNode, required: boolean): PortRule[] {
  const { value } = node
  if (!Array.isArray(value)) {
    if (typeof value === 'string' || typeof value === 'number') return [readPortRule(node, required)]
    return refuse(node, `a list of ${PORTS}; [] where nothing may be open`)
  }
  if (value.length > MOST_PORTS)
    return fail(node, `has ${value.length} entries; expected at most ${MOST_PORTS}`)
  const nodes = itemsOf(node)
  const rules = nodes.map((one) => readPortRule(one, required))
  const known = new Map<PortKey, PortRule>()
  for (const [at, rule] of rules.entries()) {
    if (portCount(rule.ports) !== 1) continue
    const [key = 0] = portKeys(rule.ports)
    const before = known.get(key)
    if (before !== undefined)
      fail(nodes[at]!, `names the port of ${before.place.path} again; expected it once`)
    known.set(key, rule)
  }
  return rules
}
