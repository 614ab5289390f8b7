import { expect, onTestFinished } from 'vitest'
import { ScanError, type ResolveFailure } from '../../src/model/errors.ts'
import { dnsResolver, type DnsResolverOptions } from '../../src/resolve/dns-resolver.ts'
import type { Resolver } from '../../src/resolve/resolver.ts'
import { a, QUESTION_NAME, reply } from './dns-bytes.ts'
import { dnsPeer, type DnsPeer, type DnsPeerScript } from './dns-peer.ts'

/** A scripted server that ends with its test. */
export async function peerOf(script: DnsPeerScript): Promise<DnsPeer> {
  const peer = await dnsPeer(script)
  onTestFinished(() => peer.close())
  return peer
}

/** A resolver that asks one scripted server, once. */
export function resolverAt(peer: DnsPeer, options: Partial<DnsResolverOptions> = {}): Resolver {
  return dnsResolver({ servers: [peer.server], timeout: 2000, retries: 0, ...options })
}

/** The failure of what must not resolve; anything but an `ERR_RESOLVE` is thrown on. */
export async function failure(asked: Promise<unknown>): Promise<ScanError & { failure: ResolveFailure }> {
  const error: unknown = await asked.then(
    (value) => new Error(`resolved to ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ScanError)) throw error
  expect(error.code).toBe('ERR_RESOLVE')
  return error as ScanError & { failure: ResolveFailure }
}

/** The answer that is right, to a question for IPv4 addresses. */
export const right = (query: Buffer): Buffer => reply(query, { answers: [a(QUESTION_NAME, '192.0.2.7')] })
