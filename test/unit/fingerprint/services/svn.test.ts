import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { svn } from '../../../../src/fingerprint/services/svn.ts'
import { svn as said } from '../../../fixtures/services/svn.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [svn])

it('reads the greeting', () => {
  expect(named(said.greeting)).toMatchObject({
    product: 'Subversion',
    vendor: 'Apache',
    info: 'svnserve 1.10 or later',
    details: { protocol: [2, 2], from: '1.10' },
  })
  expect(named(said.older)?.details).toEqual({
    protocol: [1, 2],
    mechanisms: ['ANONYMOUS', 'CRAM-MD5'],
    capabilities: ['edit-pipeline', 'svndiff1', 'absent-entries'],
  })
})

it('is not a greeting that is cut off, nor other brackets', () => {
  expect(named(said.greeting.slice(0, 150))).toBeUndefined()
  expect(named('( failure ( ( 210001 5:Hello 0: 0 ) ) ) ')).toBeUndefined()
  expect(named(`x${said.greeting}`)).toBeUndefined()
})
