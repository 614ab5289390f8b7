import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { targetsFromFile } from '../../../src/targets/targets-from-file.ts'

describe('targetsFromFile', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'targets-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('reads a file, also a large one, and lines that look like options stay targets', async () => {
    const list = Array.from({ length: 20_000 }, (_, at) => `host-${at}.example`)
    await writeFile(join(folder, 'list'), [...list, '@other', '/etc/passwd'].join('\n'))
    expect(await collect(targetsFromFile(join(folder, 'list')))).toEqual([...list, '@other', '/etc/passwd'])
  })

  test('opens nothing before the first pull', async () => {
    const targets = targetsFromFile(join(folder, 'later'))
    await writeFile(join(folder, 'later'), '192.0.2.1')
    expect(await collect(targets)).toEqual(['192.0.2.1'])
  })

  test.each(['missing', '.', 'a\u0000b'])('%j cannot be read: ERR_TARGET with its cause', async (name) => {
    const run = collect(targetsFromFile(`${folder}/${name}`))
    await expect(run).rejects.toMatchObject({
      code: 'ERR_TARGET',
      message: expect.stringMatching(/cannot be read/) as string,
    })
    await expect(run).rejects.toHaveProperty('cause')
  })
})
