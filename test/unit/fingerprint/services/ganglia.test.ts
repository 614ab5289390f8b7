import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ganglia } from '../../../../src/fingerprint/services/ganglia.ts'
import { ganglia as said } from '../../../fixtures/services/ganglia.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [ganglia])

it('reads the root of the document', () => {
  expect(named(said.gmond)).toMatchObject({
    name: 'ganglia',
    product: 'Ganglia gmond',
    version: '3.7.2',
    details: { source: 'gmond', cluster: 'zoo' },
    cpe: ['cpe:2.3:a:ganglia:ganglia:3.7.2:*:*:*:*:*:*:*'],
  })
  expect(named(said.gmond.replaceAll('gmond', 'gmetad'))?.product).toBe('Ganglia gmetad')
})

it('is known by the beginning alone, and waits for the root', () => {
  expect(named(said.begin)).toMatchObject({ product: 'Ganglia', details: {} })
  expect([said.begin, said.gmond].map((text) => ganglia.enough!(bytes(text)))).toEqual([false, true])
})

it('is no other document', () => {
  expect(named(said.gmond.replaceAll('GANGLIA_XML', 'HTML'))).toBeUndefined()
  expect(named(` ${said.gmond}`)).toBeUndefined()
})
