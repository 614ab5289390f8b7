import { expect, test } from 'vitest'
import { splitPortSpec } from '../../../src/targets/split-port-spec.ts'

function pieces(spec: string | number | (string | number)[], usual: ('tcp' | 'udp')[] = ['tcp']): unknown[] {
  return [...splitPortSpec(spec, usual)].map(({ text, position, transports, negative }) => [
    `${negative ? '!' : ''}${transports.join('+')}`,
    text,
    position,
  ])
}

test('a prefix lasts to the next one in its text', () => {
  expect(pieces('22,U:53, 161,T:80')).toEqual([
    ['tcp', '22', 0],
    ['udp', '53', 5],
    ['udp', '161', 9],
    ['tcp', '80', 15],
  ])
  expect(pieces(['U:53', '22', 80])).toEqual([
    ['udp', '53', 2],
    ['tcp', '22', 0],
    ['tcp', '80', 0],
  ])
})

test('behind an exclamation mark it counts for that piece alone', () => {
  expect(pieces('!U:53,80')).toEqual([
    ['!udp', '53', 3],
    ['tcp', '80', 6],
  ])
  expect(pieces('U:!53,80')).toEqual([
    ['!udp', '53', 3],
    ['udp', '80', 6],
  ])
})

test('without a prefix a piece is meant over the usual transports', () => {
  expect(pieces('53', ['tcp', 'udp'])).toEqual([['tcp+udp', '53', 0]])
})
