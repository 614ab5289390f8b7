import { expect, test } from 'vitest'
import { scanFlags } from '../../../src/cli/scan-flags.ts'

test('no two options share a letter or a name', () => {
  const names = scanFlags()
    .flatMap(({ short, long }) => [short, long])
    .filter((name) => name !== undefined)
  expect(new Set(names).size).toBe(names.length)
})

test('every option is in a group and says what it does in one line', () => {
  for (const { flags, description, helpGroupHeading } of scanFlags()) {
    expect(helpGroupHeading, flags).toMatch(/^\w+:$/)
    expect(description.length, flags).toBeGreaterThan(8)
    expect(description.length, flags).toBeLessThan(90)
  }
})
