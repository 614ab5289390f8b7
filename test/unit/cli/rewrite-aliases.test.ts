import { expect, test } from 'vitest'
import { rewriteAliases } from '../../../src/cli/rewrite-aliases.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'

test('rewrites what a parser would take apart', () => {
  expect(rewriteAliases(['-sV', '-sU', '-help', '--threads', '5', '--threads=5', '-p-', '-s'])).toEqual([
    '--services',
    '--udp',
    '--help',
    '--concurrency',
    '5',
    '--concurrency=5',
    '-p-',
    '-s',
  ])
})

test('files by nmap’s letters; - is standard output', () => {
  expect(rewriteAliases(['-oX', 'a', '-oG', 'b', '-oN', 'c'])).toEqual([
    '--output-xml',
    'a',
    '--output-grepable',
    'b',
    '--output-text',
    'c',
  ])
  expect(rewriteAliases(['-oX', '-', '-', '-oG=-', '-o', '-'])).toEqual([
    '--format',
    'xml',
    '-',
    '--output-grepable=-',
    '-o',
    '-',
  ])
})

test('leaves alone what comes after --', () => {
  expect(rewriteAliases(['-q', '--', '-sV', '-sT'])).toEqual(['-q', '--', '-sV', '-sT'])
})

test('refuses a scan type that there is not', () => {
  for (const arg of ['-sT', '-sS', '-sN']) expect(() => rewriteAliases([arg])).toThrow(UsageError)
})
