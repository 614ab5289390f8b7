import { execFileSync } from 'node:child_process'
import { Ajv } from 'ajv'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { PEERS } from '../../src/integrations/server/peer.ts'
import { variables } from '../../src/integrations/server/settings/variables.ts'
import { root } from './source-files.ts'

// compose.yaml, the Dockerfile and what they name, as far as that can be said without running them.

interface Service {
  readonly image: string
  readonly build?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const yaml = (path: string): unknown => parse(read(path), { merge: true }) as unknown
const compose = yaml('compose.yaml') as {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}
const services = Object.entries(compose.services)

const texts = { type: 'array', items: { type: 'string' }, minItems: 1 }
const closed = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** The part of the Compose Specification that the file uses; stricter where ours should be. */
const service = closed(
  {
    image: { type: 'string', pattern: '^[\\w./-]+:[\\w.-]*\\d[\\w.-]*$|^portscan-core:local$' },
    build: { type: 'string' },
    command: texts,
    user: { type: 'string', not: { enum: ['root', '0'] } },
    environment: { type: 'object', additionalProperties: { type: 'string' } },
    secrets: texts,
    ports: { type: 'array', items: { type: 'string', pattern: '^127\\.0\\.0\\.1:(\\d+):\\1$' } },
    volumes: {
      type: 'array',
      items: { type: 'string', pattern: '^(\\./[\\w./-]+:/[\\w./-]+:ro|\\w+:/[\\w/]+)$' },
    },
    tmpfs: texts,
    shm_size: { type: 'string', pattern: '^\\d+mb$' },
    init: { const: true },
    read_only: { const: true },
    restart: { const: 'unless-stopped' },
    cap_drop: { const: ['ALL'] },
    security_opt: { const: ['no-new-privileges:true'] },
    depends_on: {
      type: 'object',
      additionalProperties: closed({ condition: { const: 'service_healthy' } }, ['condition']),
    },
    deploy: closed({ replicas: { type: 'integer', minimum: 1 } }),
    healthcheck: {
      oneOf: [
        closed({ disable: { const: true } }, ['disable']),
        closed(
          {
            test: { ...texts, contains: { const: 'CMD' } },
            interval: { type: 'string', pattern: '^\\d+s$' },
            timeout: { type: 'string', pattern: '^\\d+s$' },
            retries: { type: 'integer', minimum: 1 },
            start_period: { type: 'string', pattern: '^\\d+s$' },
          },
          ['test', 'interval', 'timeout', 'retries'],
        ),
      ],
    },
  },
  ['image', 'init', 'read_only', 'restart', 'cap_drop', 'security_opt'],
)
const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    services: { type: 'object', additionalProperties: service },
    volumes: { type: 'object', additionalProperties: closed({}) },
    secrets: { type: 'object', additionalProperties: closed({ file: { type: 'string' } }, ['file']) },
  },
  patternProperties: { '^x-': true },
  required: ['name', 'services'],
  additionalProperties: false,
}

test('compose.yaml is what the Compose Specification has, hardened, with pinned images, on loopback', () => {
  const check = new Ajv({ allErrors: true, strict: false }).compile(schema)
  check(compose)
  expect(check.errors ?? []).toEqual([])
})

test('all that belongs to the service is there, on its usual ports', () => {
  const ports = services.flatMap(([name, { ports: some = [] }]) =>
    some.map((port) => `${name} ${port.split(':').at(-1)}`),
  )
  expect(ports.sort()).toEqual([
    'api 8080',
    'collector 4317',
    'collector 4318',
    'jaeger 16686',
    'postgres 5432',
    'prometheus 9090',
    'redis 6379',
  ])
})

test('what others wait for says whether it is healthy', () => {
  const waitedFor = services.flatMap(([, { depends_on: some = {} }]) => Object.keys(some))
  for (const name of [...waitedFor, 'api'])
    expect(compose.services[name]?.healthcheck?.test, name).toBeDefined()
})

test('volumes, secrets and files are there', () => {
  for (const [name, { secrets = [], volumes = [] }] of services) {
    for (const secret of secrets) expect(compose.secrets, name).toHaveProperty(secret)
    for (const volume of volumes) {
      const [source = ''] = volume.split(':')
      if (source.startsWith('./')) expect(existsSync(join(root, source)), source).toBe(true)
      else expect(compose.volumes, name).toHaveProperty(source)
    }
  }
})

test('the environment of API and workers is what the settings read, with no secret in it', () => {
  for (const name of ['api', 'worker']) {
    const { environment = {}, secrets = [] } = compose.services[name]!
    const known = new Set(
      Object.entries(variables).flatMap(([key, value]) => ('secret' in value ? [key, `${key}_FILE`] : [key])),
    )
    const unknown = Object.keys(environment).filter((key) => !known.has(key) && !key.startsWith('OTEL_'))
    expect(unknown).toEqual([])
    const files = Object.entries(environment).filter(([key]) => key.endsWith('_FILE'))
    expect(files.map(([, path]) => path.replace('/run/secrets/', '')).sort()).toEqual([...secrets].sort())
    expect(Object.values(environment).filter((value) => /:\/\/[^/]*@/.test(value))).toEqual([])
  }
})

test('secrets are made once, and are in no image and no repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-deploy-'))
  try {
    cpSync(join(root, 'deploy'), folder, { recursive: true })
    rmSync(join(folder, 'secrets'), { recursive: true, force: true })
    const make = (): string[] => {
      execFileSync('sh', [join(folder, 'make-secrets.sh')], { stdio: 'pipe' })
      return Object.values(compose.secrets).map(({ file }) =>
        readFileSync(join(folder, file.replace('./deploy/', '')), 'utf8'),
      )
    }
    const first = make()
    expect(first.every((secret) => secret.length >= 64)).toBe(true)
    expect(make()).toEqual(first)
    expect(statSync(join(folder, 'secrets')).mode & 0o077).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
  expect(read('.gitignore')).toContain('deploy/secrets/')
  expect(read('.dockerignore')).toMatch(/^\*$[^]*^deploy\/secrets$/m)
})

test('the image runs as an ordinary user, from a pinned Node that the package takes', () => {
  const lines = read('Dockerfile').split('\n')
  expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER node'])
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
  const [, major] = /^ARG NODE=(\d+)\.\d+\.\d+-/m.exec(read('Dockerfile')) ?? []
  expect(engines.node).toContain(`${major}.`)
  expect(read('Dockerfile')).toContain('npm ci --ignore-scripts')
})

test('the image has all that the service needs, in the versions of the lockfile, and no tool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-image-'))
  try {
    writeFileSync(join(folder, 'package.json'), read('package.json'))
    execFileSync(process.execPath, [join(root, 'deploy/only-needed.mjs')], { cwd: folder })
    const before = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    const after = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    for (const peer of PEERS) expect(after.dependencies[peer], peer).toBe(before.devDependencies[peer])
    for (const tool of ['vitest', 'jest', 'typescript', 'tsup'])
      expect(after.dependencies).not.toHaveProperty(tool)
    expect(after).not.toHaveProperty('devDependencies')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('Prometheus asks the collector where the collector answers', () => {
  const collector = yaml('deploy/collector.yaml') as {
    exporters: { prometheus: { endpoint: string }; 'otlp/jaeger': { endpoint: string } }
    service: { pipelines: Record<string, { receivers: string[]; exporters: string[] }> }
  }
  const port = collector.exporters.prometheus.endpoint.split(':')[1]
  expect(read('deploy/prometheus.yaml')).toContain(`collector:${port}`)
  expect(Object.keys(collector.service.pipelines).sort()).toEqual(['metrics', 'traces'])
  expect(Object.keys(compose.services)).toContain(collector.exporters['otlp/jaeger'].endpoint.split(':')[0])
})
