import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { named } from '../support/named-server.ts'
import { missingProgram, type ServerCommand, type ServerPlace } from '../support/real-server.ts'

// Real servers on odd ports: nothing but their answers tells what they are.

const number: unknown = expect.stringMatching(/^\d+\.\d+/)

const noBeanstalkd = missingProgram('beanstalkd')
test.skipIf(noBeanstalkd !== undefined)(`beanstalkd${noBeanstalkd ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port }) => ({
    program: 'beanstalkd',
    args: ['-l', '127.0.0.1', '-p', `${port}`],
  }))
  expect(service).toMatchObject({ name: 'beanstalkd', product: 'beanstalkd', version: number })
})

const noNats = missingProgram('nats-server')
test.skipIf(noNats !== undefined)(`NATS with a token${noNats ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port }) => ({
    program: 'nats-server',
    args: ['-a', '127.0.0.1', '-p', `${port}`, '--auth', 'token'],
  }))
  expect(service).toMatchObject({
    name: 'nats',
    product: 'NATS Server',
    version: number,
    details: { authRequired: true, tlsRequired: false },
  })
})

const noMosquitto = missingProgram('mosquitto')
test.skipIf(noMosquitto !== undefined)(`Mosquitto${noMosquitto ?? ''}`, { timeout: 30_000 }, async () => {
  const config = ({ port, directory }: ServerPlace, anonymous: boolean): ServerCommand => {
    const file = join(directory, 'mosquitto.conf')
    writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous ${anonymous}\n`)
    chmodSync(directory, 0o755)
    return { program: 'mosquitto', args: ['-c', file] }
  }
  expect(await named((place) => config(place, true))).toMatchObject({
    name: 'mqtt',
    product: 'Eclipse Mosquitto',
    version: number,
    details: { authRequired: false },
  })
  const locked = await named((place) => config(place, false))
  expect(locked).toMatchObject({ name: 'mqtt', details: { authRequired: true } })
  expect(locked?.product).toBeUndefined()
})

const FIREBIRD = '/etc/firebird/3.0'
const noFirebird = missingProgram('firebird')
test.skipIf(noFirebird !== undefined)(`Firebird${noFirebird ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port, directory }) => {
    cpSync(FIREBIRD, directory, { recursive: true, filter: (path) => !path.endsWith('SYSDBA.password') })
    const config = join(directory, 'firebird.conf')
    const lines = readFileSync(config, 'latin1').replace(/^Remote.*$/gm, '')
    writeFileSync(config, `${lines}\nRemoteServicePort = ${port}\nRemoteBindAddress = 127.0.0.1\n`)
    return { program: 'firebird', args: [], env: { FIREBIRD: directory, FIREBIRD_LOCK: directory } }
  })
  expect(service).toMatchObject({
    name: 'firebird',
    product: 'Firebird',
    info: 'Firebird 3.0',
    confidence: 'verified',
    details: { authRequired: true },
  })
})

const noPgbouncer = missingProgram('pgbouncer')
test.skipIf(noPgbouncer !== undefined)(`PgBouncer${noPgbouncer ?? ''}`, { timeout: 30_000 }, async () => {
  const service = await named(({ port, directory }) => {
    const config = join(directory, 'pgbouncer.ini')
    const users = join(directory, 'users')
    chmodSync(directory, 0o755)
    writeFileSync(users, '"somebody" "secret"\n')
    const options = [
      `listen_port = ${port}`,
      'listen_addr = 127.0.0.1',
      'unix_socket_dir =',
      'auth_type = md5',
    ]
    writeFileSync(config, ['[databases]', '[pgbouncer]', ...options, `auth_file = ${users}`, ''].join('\n'))
    // As root it refuses to run.
    return {
      program: 'pgbouncer',
      args: [config],
      ...(process.getuid?.() === 0 && { uid: 65534, gid: 65534 }),
    }
  })
  expect(service).toMatchObject({
    name: 'postgresql',
    product: 'PgBouncer',
    details: { starttls: false, auth: 'md5' },
  })
})
