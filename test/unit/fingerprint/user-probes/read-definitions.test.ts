import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { LARGEST_FILE, readDefinitions } from '../../../../src/fingerprint/user-probes/read-definitions.ts'

const folder = mkdtempSync(join(tmpdir(), 'definitions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what a file holds, and its path', async () => {
  const path = join(folder, 'a.JSON')
  writeFileSync(path, '[1]')
  expect(await readDefinitions(path)).toEqual({ value: [1], source: path })
})

test('a file beyond all measure is not read', async () => {
  const path = join(folder, 'large.json')
  writeFileSync(path, '')
  truncateSync(path, LARGEST_FILE + 1)
  await expect(readDefinitions(path)).rejects.toThrow(`at most ${LARGEST_FILE} are read`)
})

test('aliases in YAML do not multiply', async () => {
  const path = join(folder, 'bomb.yaml')
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let at = 1; at < 10; at++)
    lines.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    )
  writeFileSync(path, lines.join('\n'))
  await expect(readDefinitions(path)).rejects.toMatchObject({ code: 'ERR_OPTION' })
})
