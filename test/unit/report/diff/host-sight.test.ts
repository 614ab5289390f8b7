import { expect, test } from 'vitest'
import { sightOf } from '../../../../src/report/diff/host-sight.ts'
import { viewHost } from '../../../../src/report/diff/host-view.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { hostOf, portOf } from './reports.ts'

const view = (...host: Parameters<typeof hostOf>) => viewHost([hostOf(...host)], portReader())
const silent = [[], { filtered: 1000 }] as const

test('who answered is up, even if it was given up later', () => {
  expect(sightOf(view([portOf(22)]), true)).toBe('up')
  expect(sightOf(view([]), false)).toBe('up')
})

test('who was found is up, unless it was given up', () => {
  expect(sightOf(view(...silent, { reason: 'echo-reply' }), false)).toBe('up')
  expect(sightOf(view(...silent, { mac: '00:00:5e:00:53:01' }), false)).toBe('up')
  expect(sightOf(view(...silent, { reason: 'echo-reply' }), true)).toBe('down')
})

test('who says nothing is silent, where all was asked', () => {
  expect(sightOf(view(...silent), false)).toBe('silent')
  expect(sightOf(view([], { filtered: 10 }, { unprobed: 990 }), false)).toBe('unclear')
  expect(sightOf(view([], {}), false)).toBe('unclear')
})

test('who is not listed', () => {
  expect(sightOf(undefined, true)).toBe('down')
  expect(sightOf(undefined, false)).toBe('unclear')
})
