import { expect, test } from 'vitest'
import { RunUse, type Used } from '../../../src/flow/run-use.ts'

function part(open?: Used['open']): Used {
  return { ...(open && { open }) }
}

test('who holds nothing is not waited for', async () => {
  const use = new RunUse([part(), part()])
  expect(use.begin()).toBeUndefined()
  await use.end()
})

test('it begins once and ends once', async () => {
  const said: string[] = []
  const open = (): (() => void) => {
    said.push('open')
    return () => void said.push('leave')
  }
  const use = new RunUse([part(open)])
  void use.begin()
  void use.begin()
  await use.end()
  await use.end()
  expect(said).toEqual(['open', 'leave'])
})

test('who opens by a promise is waited for, and later nobody is', async () => {
  let opened = (_leave: () => void): void => {}
  const use = new RunUse([part(() => new Promise((resolve) => (opened = resolve)))])
  const opening = use.begin()
  expect(opening).toBeInstanceOf(Promise)
  let left = 0
  opened(() => left++)
  await opening
  expect(use.begin()).toBeUndefined()
  await use.end()
  expect(left).toBe(1)
})

test('what opens only while it ends is left too, and a failure is for whoever pulled', async () => {
  let left = 0
  const slow = part(() => Promise.resolve(() => void left++))
  const broken = part(() => Promise.reject(new Error('no koffi')))
  const use = new RunUse([slow, broken])
  const opening = use.begin()!
  const heard = expect(opening).rejects.toThrow('no koffi')
  await use.end()
  await heard
  expect(left).toBe(1)
})
