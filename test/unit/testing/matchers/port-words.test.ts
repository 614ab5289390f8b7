import { expect, test } from 'vitest'
import { lookAtPort } from '../../../../src/testing/matchers/one-port.ts'
import {
  linesText,
  reasonsText,
  sightWords,
  skippedWords,
} from '../../../../src/testing/matchers/port-words.ts'
import { here } from './exposed-world.ts'

const sightOf = async (port: number) => (await lookAtPort('192.0.2.7', port, here)).sights[0]!

test('what was found, and how', async () => {
  expect(sightWords(await sightOf(22))).toBe(
    'open (syn-ack), ssh, OpenSSH 9.6p1, by listen: identification line "SSH-2.0-"',
  )
  expect(sightWords(await sightOf(26))).toBe('unknown (local-policy)')
  expect(sightWords({ ...(await sightOf(23)), state: 'closed' })).toBe('closed (conn-refused)')
})

test('columns, and of many lines with one mark the first', async () => {
  const sight = await sightOf(23)
  const lines = Array.from({ length: 25 }, () => ({ mark: 'missing', sight }))
  const text = linesText([...lines, { mark: 'open', sight, more: ['and more'] }]).split('\n')
  expect(text).toHaveLength(23)
  expect(text.slice(-3)).toEqual([
    '  open     192.0.2.7 23/tcp  closed (conn-refused)',
    '      and more',
    '  and 5 more',
  ])
})

test('of many reasons the first', () => {
  const lines = reasonsText(Array.from({ length: 30 }, () => 'x'.repeat(999))).split('\n')
  expect(lines).toHaveLength(21)
  expect(lines[0]).toHaveLength(202)
  expect(lines.at(-1)).toBe('  and 10 more')
})

test('what was skipped is told with its reason, and cannot move the cursor', () => {
  expect(skippedWords([{ kind: 'skipped', target: 'a\u001B.example', reason: 'unresolved' }])).toEqual([
    'a\\x1b.example: unresolved',
  ])
})
