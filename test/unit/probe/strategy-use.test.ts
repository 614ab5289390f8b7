import { expect, test } from 'vitest'
import { StrategyUse } from '../../../src/probe/strategy-use.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'

function strategy(open?: ProbeStrategy['open']): ProbeStrategy {
  return {
    name: 'some',
    transport: 'tcp',
    ...(open && { open }),
    probe: () => Promise.resolve({ state: 'open', reason: 'syn-ack' }),
  }
}

test('who holds nothing is not waited for', async () => {
  const use = new StrategyUse([strategy(), strategy()])
  expect(use.begin()).toBeUndefined()
  await use.end()
})

test('it begins once and ends once', async () => {
  const said: string[] = []
  const open = (): (() => void) => {
    said.push('open')
    return () => void said.push('leave')
  }
  const use = new StrategyUse([strategy(open)])
  void use.begin()
  void use.begin()
  await use.end()
  await use.end()
  expect(said).toEqual(['open', 'leave'])
})

test('who opens by a promise is waited for, and later nobody is', async () => {
  let opened = (_leave: () => void): void => {}
  const use = new StrategyUse([strategy(() => new Promise((resolve) => (opened = resolve)))])
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
  const slow = strategy(() => Promise.resolve(() => void left++))
  const broken = strategy(() => Promise.reject(new Error('no koffi')))
  const use = new StrategyUse([slow, broken])
  const opening = use.begin()!
  const heard = expect(opening).rejects.toThrow('no koffi')
  await use.end()
  await heard
  expect(left).toBe(1)
})
