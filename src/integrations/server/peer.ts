import { ScanError } from 'portscan-core'

/** The packages that the service needs beside the library: all that `npm install` has to be told. */
export const PEERS = [
  '@electric-sql/pglite',
  '@fastify/helmet',
  '@fastify/rate-limit',
  '@fastify/swagger',
  '@fastify/swagger-ui',
  '@fastify/type-provider-typebox',
  '@opentelemetry/api',
  '@opentelemetry/exporter-metrics-otlp-http',
  '@opentelemetry/exporter-prometheus',
  '@opentelemetry/sdk-metrics',
  '@opentelemetry/sdk-node',
  'bullmq',
  'croner',
  'fastify',
  'ioredis',
  'kysely',
  'pg',
  'typebox',
] as const

/** The one line that installs all of them. */
export const INSTALL_LINE = `npm install portscan-core ${PEERS.join(' ')}`

/**
 * Loads a package that the service needs, as in `loadPeer('fastify', () => import('fastify'))`. `ERR_MISSING_PEER` with
 * the line to type where it is not installed; what fails inside it is thrown as it is.
 */
export async function loadPeer<Module>(
  name: (typeof PEERS)[number],
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    if (!isMissing(cause, name)) throw cause
    throw new ScanError(
      'ERR_MISSING_PEER',
      `the scanning service needs the package ${name}; this installs all that it needs: ${INSTALL_LINE}`,
      { input: name, cause },
    )
  }
}

function isMissing(error: unknown, name: string): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  return missing && String(message).includes(`'${name}'`)
}
