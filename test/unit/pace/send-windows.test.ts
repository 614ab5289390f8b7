import { expect, test } from 'vitest'
import { RttEstimator } from '../../../src/pace/rtt-estimator.ts'
import { SendWindows } from '../../../src/pace/send-windows.ts'
import { bounds } from './virtual-host.ts'

function windowsAt(rtt?: number): SendWindows {
  const estimator = new RttEstimator(bounds.timeout)
  if (rtt !== undefined) for (let sample = 0; sample < 40; sample++) estimator.sample(rtt)
  return new SendWindows(estimator)
}

/** When a window from 0 to 10 is judged. */
function judgedAt(windows: SendWindows): number {
  windows.begin(0, 10, 100, false).first = 4
  windows.endDue(10)
  let now = 10
  while (windows.nextJudged(now) === undefined) now++
  return now
}

test('a window ends in time, and is judged when its answers must be in', () => {
  const windows = windowsAt(100)
  const window = windows.begin(0, 10, 100, false)
  window.first = 1
  expect([windows.open, windows.endDue(9)]).toEqual([window, undefined])
  expect([windows.endDue(10), windows.open]).toEqual([window, undefined])
  expect([windows.nextJudged(138), window.judged]).toEqual([undefined, false])
  expect([windows.nextJudged(140), window.judged]).toEqual([window, true])
  expect(windows.nextJudged(1_000)).toBeUndefined()
})

test('waits a least time over short ways, and longer where no round trip is known', () => {
  expect(judgedAt(windowsAt(1))).toBe(51)
  expect(judgedAt(windowsAt())).toBe(311)
})

test('a window without first tries is not judged', () => {
  const windows = windowsAt(10)
  windows.begin(0, 10, 100, false).repeats = 9
  expect(windows.endDue(10)).toBeDefined()
  expect(windows.nextJudged(10_000)).toBeUndefined()
})

test('a window that is dropped never comes up', () => {
  const windows = windowsAt(10)
  windows.begin(0, 10, 100, false).first = 9
  windows.dropOpen()
  expect([windows.endDue(100), windows.nextJudged(10_000)]).toEqual([undefined, undefined])
})

test('answers after the judgement make it more patient, within bounds', () => {
  const windows = windowsAt(1)
  const window = windows.begin(0, 10, 100, false)
  window.first = 3
  windows.wasTooEarly(window)
  expect(judgedAt(windows)).toBe(71)
  for (let late = 0; late < 100; late++) windows.wasTooEarly(window)
  expect(judgedAt(windows)).toBe(171)
})
