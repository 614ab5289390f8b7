import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ganglia`. */
export interface GangliaDetails {
  /** Who speaks: `'gmond'` of a host, `'gmetad'` of many clusters. */
  readonly source?: string
  readonly cluster?: string
}

const START = /^<\?xml version="1\.0"[^>]{0,80}\?>\s{0,8}(?:<!DOCTYPE GANGLIA_XML \[|<GANGLIA_XML )/
const ROOT = /<GANGLIA_XML VERSION="(?<version>[\w.-]{1,30})" SOURCE="(?<source>\w{1,20})">/
const CLUSTER = /<CLUSTER NAME="(?<cluster>[^"<]{1,128})"/

const tree: Matcher = (answer) => {
  const text = latin1(answer, 0, 4_096)
  if (!START.test(text)) return undefined
  const { version, source } = ROOT.exec(text)?.groups ?? {}
  const cluster = cleanValue(CLUSTER.exec(text)?.groups?.['cluster'])
  return {
    name: 'ganglia',
    product: source === undefined ? 'Ganglia' : `Ganglia ${source}`,
    vendor: 'Ganglia',
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: 'ganglia', product: 'ganglia', version })],
    details: present({ source, cluster }) satisfies GangliaDetails,
    confidence: 'structured',
    evidence: 'a document of the type GANGLIA_XML',
  }
}

/**
 * Ganglia's monitors of clusters, which say all they know to who connects: "XML" of its documentation.
 *
 * Asks: nothing.
 * Known by: a document of the type GANGLIA_XML.
 * Version: an attribute of its root.
 */
export const ganglia: ServiceProbe = {
  name: 'ganglia',
  ports: [8649, 8651],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => ROOT.test(latin1(bytes, 0, 4_096)),
  matchers: [tree],
}
