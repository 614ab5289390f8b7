import { viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `dask`. */
export interface DaskDetails {
  /** The version of Python it runs in: `'3.11.2'`. */
  readonly python?: string
}

const greeting: Matcher = (answer) => {
  if (answer.length < 24) return undefined
  const view = viewOf(answer)
  const length = view.getUint32(16, true)
  // One frame: the length of all, the number of frames, the length of this one, each in eight bytes.
  if (view.getUint32(0, true) !== 16 + length || view.getUint32(8, true) !== 1) return undefined
  const text = latin1(answer, 24, Math.min(24 + length, 512))
  if (!text.includes('\xabcompression') || !text.includes('\xafpickle-protocol')) return undefined
  const at = text.indexOf('\xa6python\x93')
  const parts = at === -1 ? [] : [...text.slice(at + 8, at + 11)].map((one) => one.charCodeAt(0))
  const python = parts.length === 3 && parts.every((one) => one < 128) ? parts.join('.') : undefined
  return {
    name: 'dask',
    product: 'Dask',
    details: present({ python }) satisfies DaskDetails,
    confidence: 'structured',
    evidence: 'its first message, of the length that it says',
  }
}

/**
 * Schedulers and workers of Dask, "Communications" of the documentation of Dask.distributed.
 *
 * Asks: nothing.
 * Known by: what it says first of itself: a frame in MessagePack with lengths that fit.
 */
export const dask: ServiceProbe = {
  name: 'dask',
  ports: [8786],
  rarity: 8,
  serverFirst: true,
  matchers: [greeting],
}
