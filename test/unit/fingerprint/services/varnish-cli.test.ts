import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { varnishCli } from '../../../../src/fingerprint/services/varnish-cli.ts'
import { varnishCli as said } from '../../../fixtures/services/varnish-cli.ts'

const named = (text: string) =>
  recognize(Buffer.from(text, 'latin1'), { transport: 'tcp', probe: 'listen' }, [varnishCli])

it('reads the version of one that needs no secret', () => {
  expect(named(said.open)).toMatchObject({
    name: 'varnish-cli',
    product: 'Varnish',
    version: '7.1.1',
    cpe: ['cpe:2.3:a:varnish-software:varnish_cache:7.1.1:*:*:*:*:*:*:*'],
    details: { authRequired: false },
  })
})

it('knows the challenge, also where the answer to a foreign word follows', () => {
  const more = "101 44      \nUnknown request.\nType 'help' for more info.\n\n"
  for (const text of [said.locked, said.locked + more])
    expect(named(text)).toMatchObject({ product: 'Varnish', details: { authRequired: true } })
  expect(named(said.locked)).not.toHaveProperty('version')
})

it.each([
  ['a length that does not fit', said.locked.replace('59', '58')],
  ['another status', said.locked.replace('107', '101')],
  ['another text', said.open.replace('Varnish Cache', 'Another Cache')],
  ['half of it', said.open.slice(0, 100)],
])('does not take %s', (_what, text) => {
  expect(named(text)).toBeUndefined()
})

it('property: reads any bytes', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.string({ maxLength: 300 }), (length, text) => {
      expect(named(`107 ${length}      \n${text}`)).toBeUndefined()
    }),
  )
})
