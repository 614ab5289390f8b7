import fc from 'fast-check'
import type { Family } from '../../src/model/host.ts'
import type { SynEnds } from './packets.ts'

const words = fc.array(fc.integer(), { minLength: 4, maxLength: 4 })
const port = fc.nat(0xffff)

/** The ends of any SYN of a family. */
export const synEnds = (family: Family): fc.Arbitrary<SynEnds> =>
  fc.record({
    family: fc.constant(family),
    own: words,
    peer: words,
    from: port,
    port,
    sequence: fc.integer(),
  })
