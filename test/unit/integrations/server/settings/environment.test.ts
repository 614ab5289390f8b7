import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  readAs,
  readVariable,
  unknownVariables,
} from '../../../../../src/integrations/server/settings/environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'portscan-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a secret may stand in a file', () => {
  const DATABASE_URL_FILE = file('url', 'postgres://u:p@db.example/x\n')
  expect(readVariable({ DATABASE_URL_FILE }, 'DATABASE_URL')).toBe('postgres://u:p@db.example/x')
})

test('a file that is not there, is empty, or is there beside the variable', () => {
  const read = (environment: Record<string, string>) => () => readVariable(environment, 'REDIS_URL')
  expect(read({ REDIS_URL_FILE: join(folder, 'none') })).toThrow(/REDIS_URL_FILE=.*none: ENOENT/)
  expect(read({ REDIS_URL_FILE: file('empty', '\n') })).toThrow(/the file is empty/)
  expect(read({ REDIS_URL_FILE: file('one', 'redis://a'), REDIS_URL: 'redis://b' })).toThrow(
    /expected one of them/,
  )
})

test('an empty variable is none', () => {
  expect(readVariable({ PORTSCAN_WORKERS: ' ' }, 'PORTSCAN_WORKERS')).toBe(2)
  expect(readVariable({}, 'PORTSCAN_RATE')).toBeUndefined()
})

test('who reads it says of what', () => {
  expect(() => readAs('this', () => Number.parseInt('7'))).not.toThrow()
  expect(() =>
    readAs('this', () => {
      throw new Error('no')
    }),
  ).toThrow('this: no')
})

test('names that are not known', () => {
  expect(
    unknownVariables({ PORTSCAN_X: '', PORTSCAN_KEY_FILE: '', PORTSCAN_PORT_8080_TCP: '', PATH: '' }),
  ).toEqual(['PORTSCAN_X'])
})
