import { lookup } from 'node:dns/promises'
import { cachedResolver } from '../../../src/resolve/cached-resolver.ts'
import { dnsResolver } from '../../../src/resolve/dns-resolver.ts'
import { systemResolver } from '../../../src/resolve/system-resolver.ts'
import { resolverContract, type ResolverUnderTest } from '../../../src/testing/contracts/resolver-contract.ts'
import {
  a,
  A,
  AAAA,
  nameOf,
  PTR,
  QUESTION_NAME,
  record,
  reply,
  typeOf,
  wire,
} from '../../support/dns-bytes.ts'
import { dnsPeer } from '../../support/dns-peer.ts'
import { staticResolver } from '../../support/static-resolver.ts'
import { contractTests } from '../../support/contract-tests.ts'

const known = {
  name: 'host.example',
  addresses: ['192.0.2.7', '192.0.2.8', '2001:db8::7'],
  missing: 'missing.example',
  named: { address: '192.0.2.7', name: 'host.example' },
}

function inMemory(): ResolverUnderTest {
  const resolver = staticResolver({
    names: { [known.name]: known.addresses },
    reverse: { [known.named.address]: [known.named.name] },
  })
  return { ...known, resolver }
}

async function byDns(): Promise<ResolverUnderTest> {
  const v6 = Buffer.from('20010db8000000000000000000000007', 'hex')
  const records: Record<number, Buffer[]> = {
    [A]: [a(QUESTION_NAME, '192.0.2.7'), a(QUESTION_NAME, '192.0.2.8'), a(QUESTION_NAME, '192.0.2.7')],
    [AAAA]: [record(QUESTION_NAME, AAAA, v6)],
    [PTR]: [record(QUESTION_NAME, PTR, wire(known.named.name))],
  }
  const peer = await dnsPeer({
    udp: (query, send) => {
      const exists = [known.name, '7.2.0.192.in-addr.arpa'].includes(nameOf(query))
      send(exists ? reply(query, { answers: records[typeOf(query)] ?? [] }) : reply(query, { flags: 0x8183 }))
    },
  })
  return {
    ...known,
    resolver: dnsResolver({ servers: [peer.server], timeout: 2000 }),
    close: () => peer.close(),
  }
}

contractTests('a static resolver', resolverContract(inMemory))
contractTests(
  'cachedResolver',
  resolverContract(() => ({ ...inMemory(), resolver: cachedResolver(inMemory().resolver) })),
)
contractTests('dnsResolver', resolverContract(byDns))
contractTests(
  'systemResolver',
  resolverContract(async () => {
    const all = await lookup('localhost', { all: true })
    // `invalid` exists nowhere (RFC 6761, section 6.4).
    return {
      resolver: systemResolver(),
      name: 'localhost',
      addresses: [...new Set(all.map(({ address }) => address))],
      missing: 'host.invalid',
    }
  }),
)
