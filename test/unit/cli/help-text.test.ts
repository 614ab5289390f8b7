import { expect, test } from 'vitest'
import { checkExamples, diffExamples, scanExamples, waitExamples } from '../../../src/cli/help-text.ts'
import { parseCommand } from '../../../src/cli/parse-command.ts'

const commands = [
  ...`${scanExamples}${waitExamples}${diffExamples}${checkExamples}`.matchAll(
    /^ {2}portscan (.+?)(?: {2,}.*| \|.*)?$/gm,
  ),
].map(([, line = '']) => line)

test('every example can be typed', () => {
  expect(commands.length).toBeGreaterThan(8)
  for (const line of commands) expect(parseCommand(line.split(' ')), line).toHaveProperty('args')
})

test('the line on authorised use and the exit codes are there', () => {
  const help = parseCommand(['--help'])
  expect(help.kind === 'help' && help.text).toMatch(
    /Scan only what is yours, or what its owner has allowed you to scan/,
  )
  for (const code of ['0 done', '2 bad usage', '3 nothing', '130 interrupted'])
    expect(scanExamples).toContain(code)
})

test('fits into 120 columns and names every option once', () => {
  const help = parseCommand(['--help'], 120)
  const text = help.kind === 'help' ? help.text : ''
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  for (const option of [
    '--ports',
    '--start',
    '--services',
    '--concurrency',
    '--timing',
    '--rate',
    '--resume',
    '--color',
  ]) {
    expect(text.split(`${option} `).length, option).toBeGreaterThanOrEqual(2)
  }
})
