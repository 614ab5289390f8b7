import type { HostRule, Policy, PolicyScan } from './policy.ts'
import type { PolicyFile } from './policy-file.ts'
import {
  fail,
  itemsOf,
  member,
  readSwitch,
  recordOf,
  refuse,
  type PolicyNode,
  type PolicySource,
} from './policy-node.ts'
import { readHostRule } from './read-host-rule.ts'
import { readPorts } from './read-port-rule.ts'

const POLICY_KEYS = ['$schema', 'version', 'scan', 'hosts']
/** Entries, at most. */
const MOST_HOSTS = 10_000

/**
 * A policy from a value, such as an object in a test. Throws `ERR_OPTION` that says where (`hosts[0].ports[1].port`), what
 * was expected and what came; an unknown key is told the nearest known one.
 *
 * @example
 * const policy = parsePolicy({ version: 1, hosts: [{ host: '127.0.0.1', ports: [22, { port: 443, service: 'https' }] }] })
 */
export function parsePolicy(value: PolicyFile): Policy {
  return readPolicy(value, {})
}

/** A policy from a value that came from anywhere. */
export function readPolicy(value: unknown, source: PolicySource): Policy {
  const root: PolicyNode = { value, path: [], source }
  recordOf(root, POLICY_KEYS, 'a policy, such as { version: 1, hosts: [{ host: …, ports: [22, 443] }] }')
  const version = member(root, 'version')
  if (version.value !== 1) refuse(version, 'version: 1')
  const scan = readScan(member(root, 'scan'))
  const hosts = readHosts(member(root, 'hosts'))
  return { ...(source.name !== undefined && { source: source.name }), scan, hosts }
}

function readScan(node: PolicyNode): PolicyScan {
  if (node.value === undefined) return {}
  recordOf(node, ['ports', 'services'], 'an object with ports, services')
  const ports = member(node, 'ports')
  const services = readSwitch(member(node, 'services'))
  return {
    ...(ports.value !== undefined && { ports: readPorts(ports) }),
    ...(services !== undefined && { services }),
  }
}

function readHosts(node: PolicyNode): HostRule[] {
  if (!Array.isArray(node.value) || node.value.length === 0 || node.value.length > MOST_HOSTS) {
    return refuse(node, `a list of 1 to ${MOST_HOSTS} hosts, such as [{ host: 192.0.2.7, ports: [22] }]`)
  }
  const nodes = itemsOf(node)
  const rules = nodes.map(readHostRule)
  const known = new Map<string, HostRule>()
  for (const [at, rule] of rules.entries()) {
    const key = `${rule.pattern.kind} ${rule.text.toLowerCase()}`
    const before = known.get(key)
    if (before !== undefined)
      fail(nodes[at]!, `is about the hosts of ${before.place.path} again; expected one entry`)
    known.set(key, rule)
  }
  return rules
}
