import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `checkmk-agent`. */
export interface CheckmkAgentDetails {
  /** The system that it runs on, as it writes it: `'linux'`. */
  readonly agentOs?: string
  /** Who may ask, where it says so. */
  readonly onlyFrom?: string
  /** `'tls'`: it says no more in plain text, and waits for TLS. */
  readonly encryption?: string
}

const START = '<<<check_mk>>>\n'
/** Agents from 2.1 on say only how they would be spoken to: 16, and which way. */
const TLS_ONLY = '16'
const MOST_LINES = 24

const report: Matcher = (answer, { probe, port }) => {
  const text = latin1(answer, 0, 4_096)
  if (!text.startsWith(START))
    return text === TLS_ONLY && probe === 'listen' && port === AGENT_PORT ? waiting : undefined
  const section = text.slice(START.length).split(/\n<<</, 1)[0]!
  const value = (name: string): string | undefined =>
    cleanValue(
      section
        .split('\n', MOST_LINES)
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2),
    )
  const version = trimVersion(value('Version'))
  const agentOs = value('AgentOS')
  return {
    name: 'checkmk-agent',
    product: 'Checkmk agent',
    vendor: 'Checkmk',
    ...present({ version, hostname: value('Hostname'), os: OS[agentOs ?? ''] }),
    cpe: [cpe({ part: 'a', vendor: 'checkmk', product: 'checkmk', version })],
    details: present({ agentOs, onlyFrom: value('OnlyFrom') }) satisfies CheckmkAgentDetails,
    confidence: 'structured',
    evidence: 'begins with its own section',
  }
}

const AGENT_PORT = 6556
const OS: Readonly<Record<string, string>> = {
  linux: 'Linux',
  windows: 'Windows',
  freebsd: 'FreeBSD',
  openbsd: 'OpenBSD',
  netbsd: 'NetBSD',
  solaris: 'Solaris',
  aix: 'AIX',
  macosx: 'macOS',
}

const waiting: Match = {
  name: 'checkmk-agent',
  product: 'Checkmk agent',
  vendor: 'Checkmk',
  details: { encryption: 'tls' } satisfies CheckmkAgentDetails,
  confidence: 'pattern',
  evidence: 'waits for TLS on its own port',
}

/**
 * The agent of Checkmk, "Agent output" of its manual: it says all it knows to who connects.
 *
 * Asks: nothing.
 * Known by: the section that its output begins with.
 * Version: the line `Version` of it.
 */
export const checkmkAgent: ServiceProbe = {
  name: 'checkmk-agent',
  ports: [AGENT_PORT],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => {
    const text = latin1(bytes, 0, 4_096)
    return text === TLS_ONLY || text.indexOf('\n<<<', START.length) > 0
  },
  matchers: [report],
}
