import { expect, test } from 'vitest'
import { startSession } from '../../../src/cli/session.ts'
import { fakeWorld } from './fake-world.ts'

test('each output has the colours that fit it', () => {
  const world = fakeWorld({ terminal: true })
  expect(startSession(world, {}).paint(world.stdout).green('x')).toBe('\x1b[32mx\x1b[39m')
  expect(startSession(world, { color: 'never' }).paint(world.stdout).green('x')).toBe('x')
})

test('a message clears the line that progress is on', () => {
  const world = fakeWorld({ terminal: true, env: { NO_COLOR: '1' } })
  const session = startSession(world, {})
  let cleared = 0
  session.statusLine.clear = () => cleared++
  session.log('warn', 'something')
  expect(cleared).toBe(1)
  expect(world.stderr.text).toBe('warn: something\n')
})
