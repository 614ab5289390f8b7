import type { PortResult } from '../../model/result.ts'
import { jsonText } from '../json-text.ts'
import type { HostDiff, ReportDiff } from './report-diff.ts'

/** A diff as JSON, in pieces of one host each: its own names, but for `exchanges`, what was said on the wire. */
export function* diffJson(diff: ReportDiff): Generator<string> {
  const { hosts, notCompared, ...facts } = diff
  yield `${jsonText(facts).slice(0, -1)},\n"hosts":[`
  for (const [at, host] of hosts.entries()) yield line(at, withoutExchanges(host))
  yield '],\n"notCompared":['
  for (const [at, gap] of notCompared.entries()) yield line(at, gap)
  yield ']}\n'
}

function line(at: number, value: unknown): string {
  return `${at === 0 ? '\n' : ',\n'}${jsonText(value)}`
}

function withoutExchanges(host: HostDiff): unknown {
  const ports = host.ports.map(({ before, after, ...port }) => ({
    ...port,
    ...(before !== undefined && { before: quiet(before) }),
    ...(after !== undefined && { after: quiet(after) }),
  }))
  return { ...host, ports }
}

function quiet({ exchanges: _exchanges, ...port }: PortResult): Omit<PortResult, 'exchanges'> {
  return port
}
