import { Command } from 'commander'
import { expect, test } from 'vitest'
import { diffFlags, diffFormats, type DiffFlags } from '../../../src/cli/diff-flags.ts'
import { comparedReports, sampleDiff } from '../report/diff/sample-diff.ts'

function parsed(line: string): DiffFlags {
  const command = new Command('diff').exitOverride().configureOutput({ writeErr: () => {} })
  for (const option of diffFlags()) command.addOption(option)
  return command.parse(line.split(' '), { from: 'user' }).opts()
}

test('what is asked for', () => {
  expect(parsed('-f markdown -o a.json -o b.md --certificate-days 14 -q')).toEqual({
    format: 'markdown',
    output: ['a.json', 'b.md'],
    certificateDays: 14,
    quiet: true,
  })
})

test.each(['-f xml', '--certificate-days soon', '--certificate-days -1'])('%s is refused', (line) => {
  expect(() => parsed(line)).toThrow()
})

test.each(Object.entries(diffFormats))('%s writes the diff', (_name, { write }) => {
  expect([...write({ ...comparedReports(), diff: sampleDiff() }, {})].join('')).toContain('192.0.2.9')
})
