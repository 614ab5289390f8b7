import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDirectory } from '../../../../../../src/integrations/server/store/embedded/directory-lock.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portscan-lock-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const refused = expect.objectContaining({ code: 'ERR_STATE' }) as Error
const here = hostname().replace(/[^\w.-]/g, '_')

test('one at a time', () => {
  const lock = lockDirectory(directory)
  expect(readdirSync(directory)).toHaveLength(1)
  expect(() => lockDirectory(directory)).toThrow(refused)
  expect(() => lockDirectory(directory)).toThrow(`process ${process.pid}`)
  lock.release()
  lock.release()
  expect(readdirSync(directory)).toEqual([])
  lockDirectory(directory).release()
})

test('the lock of a living process is never taken away', () => {
  const alive = process.ppid
  const theirs = lockDirectory(directory, alive)
  expect(() => lockDirectory(directory)).toThrow(`process ${alive}`)
  expect(readdirSync(directory)).toHaveLength(1)
  theirs.release()
})

test('that of a dead one is', () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(join(directory, `lock-${pid}-1-${here}`), '')
  const lock = lockDirectory(directory)
  expect(readdirSync(directory)).toEqual([expect.stringContaining(`lock-${process.pid}-`)])
  lock.release()
})

test.runIf(process.platform === 'linux')(
  'so is that of a dead one whose number somebody else has now',
  () => {
    writeFileSync(join(directory, `lock-${process.ppid}-1-${here}`), '')
    lockDirectory(directory).release()
    expect(readdirSync(directory)).toEqual([])
  },
)

test('that of another machine is not, and its file is named', () => {
  const name = 'lock-1-1-elsewhere.example'
  writeFileSync(join(directory, name), '')
  expect(() => lockDirectory(directory)).toThrow(name)
  expect(readdirSync(directory)).toEqual([name])
})

test('other files are left alone', () => {
  writeFileSync(join(directory, 'lock-of-mine'), 'x')
  lockDirectory(directory).release()
  expect(readFileSync(join(directory, 'lock-of-mine'), 'utf8')).toBe('x')
})

test('a folder that is not there is said', () => {
  expect(() => lockDirectory(join(directory, 'none'))).toThrow(/ENOENT/)
})
