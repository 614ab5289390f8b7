import { viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `python-multiprocessing`. */
export interface PythonMultiprocessingDetails {
  /** The digest that it wants the challenge answered with, where it says so (Python 3.12 and later): `'sha256'`. */
  readonly digest?: string
}

const CHALLENGE = /^#CHALLENGE#(?:\{(?<digest>\w{1,16})\})?/

const challenge: Matcher = (answer) => {
  const found = CHALLENGE.exec(latin1(answer, 4, 64))
  if (found === null) return undefined
  // Random bytes follow: 20 of them, and 40 since there is a digest to choose.
  const digest = found.groups?.['digest']
  const length = found[0].length + (digest === undefined ? 20 : 40)
  if (viewOf(answer).getUint32(0) !== length) return undefined
  return {
    name: 'python-multiprocessing',
    product: 'Python multiprocessing',
    vendor: 'Python',
    details: present({ digest }) satisfies PythonMultiprocessingDetails,
    confidence: 'structured',
    evidence: 'a challenge of the length that it says',
  }
}

/**
 * Managers and listeners of Python's module multiprocessing, "Authentication keys" of its documentation.
 *
 * Asks: nothing.
 * Known by: the challenge that it begins with.
 */
export const pythonMultiprocessing: ServiceProbe = {
  name: 'python-multiprocessing',
  ports: [],
  rarity: 8,
  serverFirst: true,
  matchers: [challenge],
}
