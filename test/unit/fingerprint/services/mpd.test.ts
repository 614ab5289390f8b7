import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { mpd } from '../../../../src/fingerprint/services/mpd.ts'
import { mpd as said } from '../../../fixtures/services/mpd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [mpd])

it('reads the greeting', () => {
  expect(named(said.greeting)).toMatchObject({
    product: 'Music Player Daemon',
    info: 'protocol 0.23.5',
    details: { protocol: '0.23.5' },
  })
})

it('is not cut off, nor another OK', () => {
  for (const text of ['OK MPD 0.23.5', 'OK\n', '+OK MPD 0.23.5\n', 'OK MPD ready\n'])
    expect(named(text)).toBeUndefined()
})
