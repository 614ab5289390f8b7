import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { documents } from '../../scripts/doc-examples.mjs'
import * as library from '../../src/index.ts'
import { parseCommand } from '../../src/cli/parse-command.ts'
import { run } from '../../src/cli/run.ts'
import { fakeWorld } from '../unit/cli/fake-world.ts'
import { codeBlocks, readDocument } from './documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'portscan-'))
const hosts = join(folder, 'hosts.txt')
writeFileSync(hosts, '192.0.2.7\n')
afterAll(() => rmSync(folder, { recursive: true }))

const commands = [...new Set(documents().flatMap((path) => commandsIn(readDocument(path))))]

test('the documents have commands', () => {
  expect(commands.length).toBeGreaterThan(40)
})

test.each(commands)('%s', async (command) => {
  const args = wordsOf(command).map((word) => (word.startsWith('@') ? `@${hosts}` : word))
  const { kind } = parseCommand(args)
  // Interfaces have other names elsewhere.
  if (kind !== 'scan' || /(^| )(if:|--|--resume|--probes)( |\w)/.test(args.join(' '))) return
  const world = fakeWorld({ library, stdin: '192.0.2.7\n' })
  // Everything is read and checked, and nothing is sent.
  expect([await run([...args, '--list'], world), world.stderr.text]).toEqual([0, ''])
})

/** What is called as `portscan …`, on lines of its own and within the text, but for what only shows the form. */
function commandsIn(text: string): string[] {
  const lines = [
    ...codeBlocks(text).flatMap(({ language, code }) => (language === 'sh' ? code.split('\n') : [])),
    ...[...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line.replace(/ {2,}[^ ].*$/, '')),
    ...[...text.matchAll(/`((?:npx|portscan) [^`\n]+)`/g)].map(([, code = '']) => code),
  ]
  return lines
    .flatMap((line) => /^(?:npx (?:-p portscan-core )?)?(portscan .*)$/.exec(line.trim())?.[1] ?? [])
    .map((command) => command.replace(/ (?:\\?\||#|<|>|&&|;|\|\|) .*$/, '').trim())
    .filter((command) => !/…|<|\[options\]|^portscan (?:wait|diff|check)$/.test(command))
}

function wordsOf(command: string): string[] {
  const words = command.match(/'[^']*'|[^\s']+/g) ?? []
  return words.slice(1).map((word) => word.replace(/^'(.*)'$/, '$1'))
}
