import { cleanValue, known as present, latin1 } from '../field.ts'
import { operatingSystem } from '../products/operating-system.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `gkrellm`. */
export interface GkrellmDetails {
  /** `'Linux 6.1.0'` */
  readonly system?: string
}

const SETUP = /^<gkrellmd_setup>\n<version>\ngkrellmd (?<version>\d{1,3}(?:\.\d{1,4}){1,3})\n/

const setup: Matcher = (answer) => {
  const text = latin1(answer, 0, 4_096)
  const version = SETUP.exec(text)?.groups?.['version']
  if (version === undefined) return undefined
  const line = (name: string): string | undefined => {
    const start = text.indexOf(`\n<${name}>\n`)
    return start === -1 ? undefined : cleanValue(text.slice(start + name.length + 4).split('\n', 1)[0])
  }
  const system = line('sysname')
  return {
    name: 'gkrellm',
    product: 'GKrellM server',
    version,
    ...present({ hostname: line('hostname'), os: operatingSystem(system ?? '')?.name }),
    details: present({ system }) satisfies GkrellmDetails,
    confidence: 'structured',
    evidence: 'its setup, with a version',
  }
}

const refusal: Matcher = (answer) =>
  latin1(answer, 0, 40) === '<error>\nBad connect string!'
    ? { name: 'gkrellm', product: 'GKrellM server', confidence: 'pattern', evidence: 'words of its refusal' }
    : undefined

/**
 * The server of GKrellM, by what its client and it say.
 *
 * Asks: as the client, with its version.
 * Known by: the setup that it sends, or its words for a stranger.
 * Version: the setup.
 */
export const gkrellm: ServiceProbe = {
  name: 'gkrellm',
  ports: [19_150],
  rarity: 8,
  hello: () => Buffer.from('gkrellm 2.3.11\n'),
  enough: (bytes) => /\n<(?:\/gkrellmd_setup|monitors)>\n|!$/.test(latin1(bytes, 0, 4_096)),
  matchers: [setup, refusal],
}
