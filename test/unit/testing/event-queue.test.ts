import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventQueue, type Place } from '../../../src/testing/event-queue.ts'

test('events fire by time, then by the order of their adding; those called off never', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), ahead: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(50) }),
    fc.constant({ kind: 'fire' as const }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new EventQueue()
      const fired: number[] = []
      const places: Place[] = []
      /** The model: what waits, in the order of its adding. */
      let waiting: { readonly id: number; readonly tick: number }[] = []
      const expected: number[] = []
      let now = 0
      for (const step of steps) {
        if (step.kind === 'add') {
          const id = places.length
          const tick = now + step.ahead
          places.push(queue.add(tick, { fire: () => fired.push(id) }))
          waiting.push({ id, tick })
        } else if (step.kind === 'cancel') {
          const place = places[step.which]
          if (place === undefined) continue
          const waited = waiting.some(({ id }) => id === step.which)
          expect(queue.cancel(place)).toBe(waited)
          waiting = waiting.filter(({ id }) => id !== step.which)
        } else {
          const first = Math.min(...waiting.map(({ tick }) => tick))
          expect(queue.first).toBe(first)
          queue.fireFirst()
          expected.push(...waiting.filter(({ tick }) => tick === first).map(({ id }) => id))
          waiting = waiting.filter(({ tick }) => tick !== first)
          now = Math.max(now, first === Infinity ? now : first)
        }
        expect(queue.size).toBe(waiting.length)
      }
      expect(fired).toEqual(expected)
    }),
  )
})

test('what fires may add to its own instant, for the next call, and call off what stands behind it', () => {
  const queue = new EventQueue()
  const fired: string[] = []
  queue.add(5, {
    fire() {
      fired.push('first')
      queue.cancel(later)
      queue.add(5, { fire: () => fired.push('added') })
    },
  })
  const later: Place = queue.add(5, { fire: () => fired.push('never') })
  queue.fireFirst()
  expect(fired).toEqual(['first'])
  expect([queue.size, queue.first]).toEqual([1, 5])
  queue.fireFirst()
  expect(fired).toEqual(['first', 'added'])
  expect([queue.size, queue.first]).toEqual([0, Infinity])
  queue.fireFirst()
  expect(fired).toHaveLength(2)
})

test('an event that was called off stays so, whatever takes its place', () => {
  const queue = new EventQueue()
  const fired: string[] = []
  const first = queue.add(5, { fire: () => fired.push('first') })
  expect(queue.cancel(first)).toBe(true)
  queue.add(5, { fire: () => fired.push('second') })
  expect(queue.cancel(first)).toBe(false)
  queue.fireFirst()
  expect(fired).toEqual(['second'])
})

test('what throws does not take the others of its instant with it', () => {
  const queue = new EventQueue()
  const fired: string[] = []
  queue.add(5, {
    fire() {
      throw new Error('odd')
    },
  })
  queue.add(5, { fire: () => fired.push('other') })
  expect(() => queue.fireFirst()).toThrow('odd')
  queue.fireFirst()
  expect(fired).toEqual(['other'])
})
