import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { named } from '../support/named-server.ts'
import { findProgram, missingProgram } from '../support/real-server.ts'

// Real servers on odd ports: nothing but their answers tells what they are.

const number: unknown = expect.stringMatching(/^\d+\.\d+/)

const noDictd = missingProgram('dictd')
test.skipIf(noDictd !== undefined)(`dictd${noDictd ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port, directory }) => {
    const config = join(directory, 'dictd.conf')
    // It reads it as a user of its own.
    chmodSync(directory, 0o755)
    writeFileSync(config, 'database empty {\n data /dev/null\n index /dev/null\n}\n')
    const options = ['--config', config, '--listen-to', '127.0.0.1', '--port', `${port}`]
    return { program: 'dictd', args: ['-d', 'nodetach', '--pid-file', join(directory, 'pid'), ...options] }
  })
  expect(service).toMatchObject({ name: 'dict', product: 'dictd', version: number, os: 'Linux' })
})

const noNgircd = missingProgram('ngircd')
test.skipIf(noNgircd !== undefined)(`ngIRCd${noNgircd ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port, directory }) => {
    const config = join(directory, 'ngircd.conf')
    const options = ['Name = irc.example.test', 'Info = test', 'Listen = 127.0.0.1', `Ports = ${port}`]
    const quick = ['[Options]', 'DNS = no', 'Ident = no', 'PAM = no', `ChrootDir =`]
    writeFileSync(config, ['[Global]', ...options, ...quick, ''].join('\n'))
    return { program: 'ngircd', args: ['--nodaemon', '--config', config] }
  })
  expect(service).toMatchObject({ name: 'irc', product: 'ngIRCd', hostname: 'irc.example.test' })
})

const noOpendkim = missingProgram('opendkim')
test.skipIf(noOpendkim !== undefined)(`OpenDKIM${noOpendkim ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port }) => ({
    program: 'opendkim',
    args: ['-f', '-b', 'v', '-x', '/dev/null', '-p', `inet:${port}@127.0.0.1`],
  }))
  expect(service).toMatchObject({ name: 'milter', confidence: 'verified', details: { protocol: 6 } })
})

test('Python’s mail and file servers', { timeout: 30_000 }, async (context) => {
  // The system's own: its packages are not in others.
  const python = findProgram('/usr/bin/python3')
  const has = (module: string): boolean => {
    try {
      execFileSync(python!, ['-c', `import ${module}`], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  const missing = ['aiosmtpd', 'pyftpdlib'].filter((module) => python === undefined || !has(module))
  context.skip(missing.length > 0, `not installed: python3 with ${missing.join(' and ')}`)
  const mail = await named(({ port }) => ({
    program: '/usr/bin/python3',
    args: ['-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${port}`],
  }))
  expect(mail).toMatchObject({ name: 'smtp', product: 'aiosmtpd', version: number })
  const files = await named(({ port, directory }) => ({
    program: '/usr/bin/python3',
    args: ['-m', 'pyftpdlib', '-i', '127.0.0.1', '-p', `${port}`, '-d', directory],
  }))
  expect(files).toMatchObject({ name: 'ftp', product: 'pyftpdlib', version: number })
})
