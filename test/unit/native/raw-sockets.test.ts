import { expect, test } from 'vitest'
import { demandRawSockets } from '../../../src/native/raw-sockets.ts'

const status = (effective: string): string => `Name:\tnode\nCapPrm:\t0\nCapEff:\t${effective}\nCapBnd:\t0\n`

test('with the capability, or where the system does not say, nothing is said', () => {
  for (const text of [status('000001ffffffffff'), status('0000000000002000'), '', 'Name:\tnode'])
    expect(() => demandRawSockets('x', text)).not.toThrow()
})

test('without it: which one, and what to do', () => {
  for (const effective of ['0000000000000000', '000001ffffffdfff']) {
    const demand = (): void => demandRawSockets('synProbe()', status(effective))
    expect(demand).toThrow(/^synProbe\(\) needs raw sockets.*root.*CAP_NET_RAW.*setcap cap_net_raw/)
    expect(demand).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
  }
})
