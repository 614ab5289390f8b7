import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { munin } from '../../../../src/fingerprint/services/munin.ts'
import { munin as said, muninVersion } from '../../../fixtures/services/munin.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [munin])

it('reads the name of the host', () => {
  expect(named(said.greeting)).toMatchObject({ product: 'Munin node', hostname: 'node.example' })
})

it('is not cut off, nor a comment of anybody', () => {
  expect(named('# munin node at host')).toBeUndefined()
  expect(named('# Unknown command\n')).toBeUndefined()
})

it('tells its version where it is asked', () => {
  const known = munin.matchers[0]!(bytes(said.greeting), { transport: 'tcp' })!
  const { merge } = munin.detail!(known, 0, { address: '', port: 4949, tls: false, random: () => 0 })!
  expect(merge(known, bytes(muninVersion), { transport: 'tcp' })).toMatchObject({
    hostname: 'node.example',
    version: '2.0.73',
    cpe: ['cpe:2.3:a:munin-monitoring:munin:2.0.73:*:*:*:*:*:*:*'],
  })
  expect(merge(known, bytes('# Unknown command. Try list\n'), { transport: 'tcp' })).toBe(known)
})
