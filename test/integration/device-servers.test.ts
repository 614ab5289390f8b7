import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { named } from '../support/named-server.ts'
import { missingProgram } from '../support/real-server.ts'

// What watches machines and power, and what passes calls and circuits on, real ones on odd ports: nothing but their answers tells what they are.

const timeout = 30_000
const number: unknown = expect.stringMatching(/^\d+\.\d/)
const isRoot = process.getuid?.() === 0

// What is called so in PATH is a script of Debian's that reads /etc.
const UPSD = '/lib/nut/upsd'
const noUpsd = missingProgram(UPSD)
test.skipIf(noUpsd !== undefined)(`upsd${noUpsd ?? ''}`, { timeout }, async () => {
  const service = await named(({ port, directory }) => {
    const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)
    write('nut.conf', 'MODE=netserver\n')
    write('ups.conf', '[dummy]\ndriver = dummy-ups\nport = dummy.dev\n')
    write('upsd.conf', `LISTEN 127.0.0.1 ${port}\n`)
    write('upsd.users', '')
    const env = { NUT_CONFPATH: directory, NUT_STATEPATH: directory }
    return { program: UPSD, args: ['-D', ...(isRoot ? ['-u', 'root'] : [])], env }
  })
  expect(service).toMatchObject({ name: 'nut', product: 'Network UPS Tools upsd', version: number })
})

const noNrpe = missingProgram('nrpe')
test.skipIf(noNrpe !== undefined)(`NRPE${noNrpe ?? ''}`, { timeout }, async () => {
  const service = await named(({ port, directory }) => {
    const config = join(directory, 'nrpe.cfg')
    const lines = [
      'server_address=127.0.0.1',
      `server_port=${port}`,
      'allowed_hosts=127.0.0.1',
      'nrpe_user=nobody',
      'nrpe_group=nogroup',
      `pid_file=${directory}/pid`,
    ]
    writeFileSync(config, `${lines.join('\n')}\n`)
    // As it is by default: inside TLS, without any certificate.
    return { program: 'nrpe', args: ['-f', '-c', config] }
  })
  expect(service).toMatchObject({ name: 'nrpe', product: 'NRPE', version: number, confidence: 'verified' })
  expect(service?.tls?.version).toBeDefined()
})

const noTor = missingProgram('tor')
test.skipIf(noTor !== undefined)(`Tor's control port${noTor ?? ''}`, { timeout }, async () => {
  const service = await named(({ port, directory }) => {
    const config = join(directory, 'torrc')
    // It knows nobody and asks nobody.
    const lines = [
      'SocksPort 0',
      'DisableNetwork 1',
      `ControlPort 127.0.0.1:${port}`,
      `DataDirectory ${directory}/data`,
    ]
    writeFileSync(config, `${lines.join('\n')}\n`)
    return { program: 'tor', args: ['-f', config] }
  })
  expect(service).toMatchObject({ name: 'tor-control', product: 'Tor', version: number })
})

const noCoturn = missingProgram('turnserver')
test.skipIf(noCoturn !== undefined)(`Coturn over TCP${noCoturn ?? ''}`, { timeout }, async () => {
  const service = await named(({ port, directory }) => {
    const place = ['-L', '127.0.0.1', '-E', '127.0.0.1', '-p', `${port}`]
    const files = ['-b', join(directory, 'db'), '--pidfile', join(directory, 'pid'), '-l', 'stdout']
    const login = ['--lt-cred-mech', '-u', 'user:secret', '-r', 'lab.example']
    const rest = [...place, ...files, ...login]
    return { program: 'turnserver', args: ['-n', '--no-cli', '--no-tls', '--no-dtls', ...rest] }
  })
  expect(service).toMatchObject({ name: 'stun', product: 'Coturn', version: number, confidence: 'verified' })
  expect(service?.details).toMatchObject({ turn: true, realm: 'lab.example' })
})
