import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { dask } from '../../../../src/fingerprint/services/dask.ts'
import { dask as said } from '../../../fixtures/services/dask.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'listen') => recognize(bytes(text), { transport: 'tcp', probe }, [dask])

it('reads the version of Python, where the lengths fit', () => {
  expect(named(said.greeting)).toMatchObject({ product: 'Dask', details: { python: '3.11.2' } })
  expect(named(said.greeting.replace('=', '>'))).toBeUndefined()
  expect(named(said.greeting.slice(0, 30))).toBeUndefined()
})
