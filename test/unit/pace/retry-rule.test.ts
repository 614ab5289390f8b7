import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/model/random.ts'
import { LossEstimate } from '../../../src/pace/loss-estimate.ts'
import { anotherTry, type NetworkLoss } from '../../../src/pace/retry-rule.ts'

const bounds = { least: 2, most: 16, missing: 0.03 }

function networkOf(onTime: number, late: number, answering = 1): NetworkLoss {
  const loss = new LossEstimate()
  for (let answer = 0; answer < onTime + late; answer++) loss.tell(answer >= onTime)
  return { likely: loss.likely, answering }
}

describe('anotherTry', () => {
  test('every silent port gets the least tries, and no more without a sign of loss', () => {
    for (const network of [networkOf(0, 0), networkOf(1_000, 0)]) {
      expect(anotherTry(bounds, network, 1, 100)).toBe(true)
      expect(anotherTry(bounds, network, 2, 100)).toBe(false)
    }
  })

  test('goes on while more than 0.03 ports that would answer are to be expected silent', () => {
    const network = networkOf(800, 200)
    const { likely } = network
    const left = (tries: number): number => (1_000 * likely ** tries) / (1 - likely ** tries)
    for (let tries = 2; tries < 16; tries++) {
      expect(anotherTry(bounds, network, tries, 1_000)).toBe(left(tries) > 0.03)
    }
    expect(left(6)).toBeGreaterThan(0.03)
    expect(left(8)).toBeLessThan(0.03)
  })

  test('hosts that share the loss share what may be missing; a host with few answers needs fewer tries', () => {
    const tries = (answering: number, answered: number): number => {
      const network = networkOf(800, 200, answering)
      let made = 1
      while (anotherTry(bounds, network, made, answered)) made++
      return made
    }
    expect(tries(1, 100)).toBeLessThan(tries(85, 100))
    expect(tries(85, 2)).toBeLessThan(tries(85, 100))
  })

  test('a host that never answered gets tries until it would have', () => {
    const network = networkOf(640, 360)
    expect([2, 3, 4, 5].map((tries) => anotherTry(bounds, network, tries, 0))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('the cap holds whatever the loss, and wins over the least tries', () => {
    expect(anotherTry(bounds, networkOf(1, 1_000), 15, 1_000)).toBe(true)
    expect(anotherTry(bounds, networkOf(1, 1_000), 16, 1_000)).toBe(false)
    expect(anotherTry({ ...bounds, most: 1 }, networkOf(0, 0), 1, 0)).toBe(false)
  })

  test('by its rule hardly a port is missed at 20 % loss each way, over many hosts too', () => {
    const random = seededRandom(5)
    let missed = 0
    for (let run = 0; run < 40; run++) {
      const loss = new LossEstimate()
      let silent = Array.from({ length: 20 }, () => 100)
      for (let tries = 1; silent.some((ports) => ports > 0); tries++) {
        silent = silent.map((ports) => {
          let still = 0
          for (let port = 0; port < ports; port++) {
            if (random() < 0.36) still++
            else loss.tell(tries > 1)
          }
          return still
        })
        const network = { likely: loss.likely, answering: 20 }
        if (!silent.some((ports) => ports > 0 && anotherTry(bounds, network, tries, 100 - ports))) break
      }
      missed += silent.reduce((sum, ports) => sum + ports, 0)
    }
    // Of 80,000 ports.
    expect(missed).toBeLessThan(8)
  })
})
