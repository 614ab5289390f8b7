import { known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const VALUE = /^LP\n"(?<version>\d[\w.]{0,20}):?[^"\n]{0,80}"\nft_StUfF_keyOK\n/

const version: Matcher = (answer) => {
  const text = latin1(answer, 0, 512)
  const found = VALUE.exec(text)?.groups?.['version']
  // Other words are evaluated or refused in their turn, with the same mark after each value.
  if (found === undefined && !/^(?:ER\n){0,40}LP\n[^\n]{0,300}\nft_StUfF_keyOK\n/.test(text)) return undefined
  return {
    name: 'festival',
    product: 'Festival',
    vendor: 'University of Edinburgh',
    ...present({ version: found }),
    confidence: 'structured',
    evidence: 'a value, and the mark that ends it',
  }
}

/**
 * The speech synthesis server Festival, "Server/client API" of its manual.
 *
 * Asks: the value of `festival_version`. Nothing is said aloud.
 * Known by: the mark `ft_StUfF_key` after each value.
 * Version: the value.
 */
export const festival: ServiceProbe = {
  name: 'festival',
  ports: [1314],
  rarity: 8,
  hello: () => Buffer.from('festival_version\n'),
  enough: (bytes) => latin1(bytes, 0, 512).includes('ft_StUfF_keyOK\n'),
  matchers: [version],
}
