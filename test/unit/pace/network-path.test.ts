import { describe, expect, test } from 'vitest'
import { NetworkPath } from '../../../src/pace/network-path.ts'
import { HostPath } from '../../../src/pace/host-path.ts'
import { RttEstimator } from '../../../src/pace/rtt-estimator.ts'
import { Slots } from '../../../src/pace/slots.ts'
import { bounds, limiter, trySent } from './virtual-host.ts'

function networkOf(hosts: number, slots = new Slots(10_000)) {
  const everywhere = new RttEstimator(bounds.timeout)
  const network = new NetworkPath(bounds, slots, everywhere)
  const paths = Array.from({ length: hosts }, () => new HostPath(bounds, network))
  return { network, paths, everywhere, slots }
}

/** Sends first tries to all hosts in turn for so many milliseconds; those sent in the second half, per second. */
function rateOver(hosts: number, answers: (now: number, host: number) => boolean, length = 6_000): number {
  const { paths } = networkOf(hosts)
  const due: { at: number; path: HostPath; one: ReturnType<typeof trySent>; yes: boolean }[] = []
  let late = 0
  for (let now = 0; now < length; now++) {
    while (due[0] !== undefined && due[0].at <= now) {
      const { path, one, yes } = due.shift()!
      if (yes) path.answered(one, now, true)
      else path.ended()
    }
    for (const path of paths) path.judge(now)
    for (const [host, path] of paths.entries()) {
      if (!path.may(now)) continue
      const one = trySent(now)
      path.sent(one, now)
      due.push({ at: now + 30, path, one, yes: answers(now, host) })
      if (now >= length / 2) late++
    }
  }
  return (late * 2_000) / length
}

describe('the pace of a network', () => {
  test('one host has only its own', () => {
    const { network } = networkOf(1)
    expect(network.control).toBeUndefined()
    expect(networkOf(2).network.control).toBeDefined()
  })

  test('a limiter that all hosts share is found, though none of them sends much', () => {
    const shared = limiter(300)
    const rate = rateOver(40, (now) => shared(now))
    expect(rate).toBeGreaterThan(180)
    expect(rate).toBeLessThan(450)
  })

  test('hosts that are not there, or lose a part at random, do not hold up the others', () => {
    expect(rateOver(40, (_now, host) => host < 10)).toBeGreaterThan(5_000)
    let count = 0
    expect(rateOver(40, () => ++count % 3 !== 0)).toBeGreaterThan(5_000)
  })
})

describe('the slots of a network', () => {
  test('while they are short, a network and its hosts have their share', () => {
    const slots = new Slots(100)
    const { network } = networkOf(10, slots)
    networkOf(1, slots)
    slots.inFlight = 74
    expect(network.may(0, 50)).toBe(true)
    slots.inFlight = 75
    expect([network.may(0, 4), network.may(0, 5)]).toEqual([true, false])
    for (let sent = 0; sent < 50; sent++) network.sent(0, false, 1)
    expect(network.may(1_000, 0)).toBe(false)
    network.ended()
    expect(network.may(2_000, 0)).toBe(true)
  })

  test('who is done leaves his share to the others', () => {
    const { slots, paths } = networkOf(2)
    expect(slots.networks).toBe(1)
    for (const path of paths) path.leave()
    expect(slots.networks).toBe(0)
  })
})

describe('time-outs', () => {
  test('of a host that has not answered go by its neighbours, later tries by nobody', () => {
    const { network, paths, everywhere } = networkOf(2)
    const [first, second] = paths as [HostPath, HostPath]
    expect(second.timeout(1)).toBe(1_000)
    for (let sample = 0; sample < 50; sample++) everywhere.sample(20)
    expect(second.timeout(1)).toBe(300)
    for (let sample = 0; sample < 50; sample++) network.sample(20)
    expect([second.timeout(1), second.timeout(9)]).toEqual([200, 1_000])
    first.rtt.sample(90)
    expect(first.timeout(1)).toBe(90 + 4 * 45)
  })

  test('of later tries are longer, each another one, and within the bound', () => {
    const { paths } = networkOf(1)
    const [path] = paths as [HostPath]
    path.rtt.sample(100)
    const waits = Array.from({ length: 8 }, (_, number) => path.timeout(number + 1))
    expect(waits[0]).toBe(300)
    expect(new Set(waits).size).toBe(8)
    expect(Math.max(...waits)).toBeLessThan(300 * 1.25)
    for (let sample = 0; sample < 9; sample++) path.rtt.sample(sample % 2 === 0 ? 5_000 : 1)
    expect(path.timeout(8)).toBe(bounds.timeout.most)
  })
})

describe('who answers soon', () => {
  test('is whose round trip is no longer than the mean of the scan, and who is not known yet where nobody is', () => {
    const { network, everywhere } = networkOf(1)
    expect(network.answersSoon).toBe(true)
    network.sample(20)
    expect(network.answersSoon).toBe(true)
    for (let sample = 0; sample < 50; sample++) everywhere.sample(10)
    expect(network.answersSoon).toBe(false)
    for (let sample = 0; sample < 50; sample++) everywhere.sample(60)
    expect(network.answersSoon).toBe(true)
  })
})

describe('trying again', () => {
  test('a silent host in a network without loss gets second tries of a few ports only', () => {
    const { network, paths } = networkOf(1)
    for (let answer = 0; answer < 200; answer++) network.loss.tell(false)
    const again = Array.from({ length: 30 }, () => paths[0]!.worthAnother(trySent()))
    expect(again.filter(Boolean)).toHaveLength(8)
  })

  test('what a limiter swallowed is no try, and its answer not late', () => {
    const { network, paths } = networkOf(1)
    const path = paths[0]!
    const first = trySent()
    path.sent(first, 0)
    for (let tries = 0; tries < 20; tries++) path.sent(trySent(), 0)
    const lost = trySent()
    path.sent(lost, 0)
    path.ended()
    lost.window!.beyond = true
    expect(path.worthAnother(lost)).toBe(true)
    const second = { ...trySent(500, 2), port: Object.assign(lost.port, { tries: 2 }) }
    path.sent(second, 500)
    path.answered(second, 520, true)
    expect([network.loss.answered, network.loss.loss]).toEqual([1, 0])
  })
})
