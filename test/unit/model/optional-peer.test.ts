import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { isMissing, optionalPeer } from '../../../src/model/optional-peer.ts'

const missing = Object.assign(new Error("Cannot find package 'yaml' imported from here"), {
  code: 'ERR_MODULE_NOT_FOUND',
})

test('what is installed is handed on', async () => {
  expect(await optionalPeer('yaml', 'YAML', () => Promise.resolve(1))).toBe(1)
})

test('what is not installed is told with the line to type', async () => {
  await expect(optionalPeer('yaml', 'A file in YAML', () => Promise.reject(missing))).rejects.toMatchObject({
    code: 'ERR_MISSING_PEER',
    message: 'A file in YAML needs the package yaml: npm install yaml',
    cause: missing,
  })
})

test('what fails inside a package, or in one that it needs, is no missing package', async () => {
  await expect(optionalPeer('re2js', 'It', () => Promise.reject(missing))).rejects.toBe(missing)
  expect(isMissing(new Error("'yaml'"), 'yaml')).toBe(false)
  expect(isMissing('yaml', 'yaml')).toBe(false)
  expect(
    isMissing(Object.assign(new Error("Cannot find module 'yaml'"), { code: 'MODULE_NOT_FOUND' }), 'yaml'),
  ).toBe(true)
})

test('a package that is really not there is recognised', async () => {
  const name = 'portscan-core-no-such-package'
  const error: unknown = await import(/* @vite-ignore */ name).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(Error)
})

test('it is recognised by what it has, where tests run in a context of their own', () => {
  const foreign: unknown = runInNewContext(
    "Object.assign(new Error(\"Cannot find module 'gone'\"), { code: 'MODULE_NOT_FOUND' })",
  )
  expect(foreign).not.toBeInstanceOf(Error)
  expect(isMissing(foreign, 'gone')).toBe(true)
  expect(isMissing(undefined, 'gone')).toBe(false)
})
