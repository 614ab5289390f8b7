import { escapeJson } from '../escape-text.ts'
import type { HostEntry, PolicyFile, PortEntry, PortsText } from './policy-file.ts'

/**
 * A policy as the text of a YAML file, an entry a line, or of a JSON file. What came from peers is in quotes and escaped.
 */
export function policyText(policy: PolicyFile, format: 'yaml' | 'json' = 'yaml'): string {
  if (format === 'json') return `${escapeJson(JSON.stringify(policy, null, 2))}\n`.replaceAll('\\u000a', '\n')
  const { $schema, version, scan, hosts } = policy
  return [
    ...($schema === undefined ? [] : [`# yaml-language-server: $schema=${escapeJson($schema)}`]),
    `version: ${version}`,
    ...(scan === undefined ? [] : [`scan: ${flow(scan)}`]),
    'hosts:',
    ...hosts.flatMap(hostLines),
    '',
  ].join('\n')
}

function hostLines({ ports, ...facts }: HostEntry): string[] {
  const own = Object.entries(facts).map(
    ([key, value], at) => `  ${at === 0 ? '-' : ' '} ${key}: ${flow(value)}`,
  )
  if (!isList(ports)) return [...own, `    ports: ${flow(ports)}`]
  if (ports.length === 0) return [...own, '    ports: []']
  return [...own, '    ports:', ...ports.map((port) => `      - ${flow(port)}`)]
}

function isList(ports: HostEntry['ports']): ports is readonly (PortsText | PortEntry)[] {
  return Array.isArray(ports)
}

function flow(value: unknown): string {
  if (typeof value === 'string') return scalar(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  const members = Object.entries(value as Readonly<Record<string, unknown>>)
  return `{ ${members.map(([key, one]) => `${key}: ${flow(one)}`).join(', ')} }`
}

/** Words that YAML of one version or the other takes for something else. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** Plain where every reader takes it for text; else as in JSON, which is YAML too. */
function scalar(text: string): string {
  const isPlain = /^(?:[a-z][\w-]*(?:\.[\w-]+)*|\d+\.\d+\.\d+\.\d+(?:\/\d+)?|U:\d+)$/i.test(text)
  return isPlain && !NO_TEXT.test(text) ? text : escapeJson(JSON.stringify(text))
}
