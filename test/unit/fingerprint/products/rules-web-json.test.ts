import { expect, test } from 'vitest'
import { webJsonRules } from '../../../../src/fingerprint/products/rules-web-json.ts'
import { jsonFacts, jsonPlace } from '../../../../src/fingerprint/products/web-product.ts'

const facts = (document: unknown): (string | undefined)[] => {
  const found = jsonFacts(Buffer.from(JSON.stringify(document)))
  return [found?.product, found?.version]
}

test.each([
  [{ tagline: 'You Know, for Search', version: { number: '7.17.9' } }, 'Elasticsearch', '7.17.9'],
  [
    { version: { distribution: 'opensearch', number: '2.6.0' }, tagline: 'The OpenSearch Project' },
    'OpenSearch',
    '2.6.0',
  ],
  [{ couchdb: 'Welcome', version: '3.3.1', vendor: { name: 'ASF' } }, 'CouchDB', '3.3.1'],
  [{ etcdserver: '3.5.9', etcdcluster: '3.5.0' }, 'etcd', '3.5.9'],
  [{ major: '1', gitVersion: 'v1.27.3', compiler: 'gc', platform: 'linux/amd64' }, 'Kubernetes', '1.27.3'],
  [{ kind: 'Status', apiVersion: 'v1', reason: 'Forbidden', code: 403 }, 'Kubernetes', undefined],
  [{ Version: '24.0.5', ApiVersion: '1.43', MinAPIVersion: '1.12' }, 'Docker', '24.0.5'],
  [
    { Components: [{ Name: 'Podman Engine' }], Version: '4.3.1', ApiVersion: '1.41', MinAPIVersion: '1.24' },
    'Podman',
    '4.3.1',
  ],
  [
    {
      Components: [{ Name: 'Engine' }],
      Version: '20.10.24+dfsg1',
      ApiVersion: '1.41',
      MinAPIVersion: '1.12',
    },
    'Docker',
    '20.10.24',
  ],
  [{ Browser: 'node.js/v20.20.2', 'Protocol-Version': '1.1' }, 'Node.js', '20.20.2'],
  [{ Browser: 'Chrome/119.0.1', 'Protocol-Version': '1.3' }, undefined, undefined],
  [{ name: 'influxdb', status: 'pass', version: 'v2.7.1' }, 'InfluxDB', '2.7.1'],
  [{ Config: { Datacenter: 'dc1', NodeName: 'n1', Version: '1.15.2' } }, 'Consul', '1.15.2'],
  [{ initialized: true, sealed: false, version: '1.13.1' }, 'Vault', '1.13.1'],
  [
    { status: 'success', data: { version: '2.42.0+ds', revision: 'x', goVersion: 'go1.19.8' } },
    'Prometheus',
    '2.42.0',
  ],
  [{ commit: 'x', database: 'ok', version: '9.3.2' }, 'Grafana', '9.3.2'],
  [{ Version: '2.9.6', Codename: 'banon' }, 'Traefik', '2.9.6'],
  [{ server_id: 'N', version: '2.9.10', max_payload: 1_048_576 }, 'NATS Server', '2.9.10'],
  [{ neo4j_version: '5.8.0', neo4j_edition: 'community' }, 'Neo4j', '5.8.0'],
  [{ jsonrpc: '2.0', result: { enabledFeatures: ['GZip'], version: '1.36.0' } }, 'aria2', '1.36.0'],
  [{ message: 'Route GET:/x not found', error: 'Not Found', statusCode: 404 }, 'Fastify', undefined],
  [{ message: 'Cannot GET /x', error: 'Not Found', statusCode: 404 }, 'NestJS', undefined],
  [{ result: 400, text: 'Bad Request' }, 'Kea', undefined],
  [{ error: 'host not allowed: ' }, 'Caddy', undefined],
  [{ hello: 'world', version: '1.0' }, undefined, undefined],
  [[], undefined, undefined],
])('%j is %s %s', (document, product, version) => {
  expect(facts(document)).toEqual([product, version])
})

test('a rule that gives a version has it from a member that it names', () => {
  for (const { version, where } of webJsonRules)
    if (version !== undefined) expect(Object.keys(where).length).toBeGreaterThan(0)
})

test.each([
  [
    {
      name: 'es-1',
      cluster_name: 'search',
      tagline: 'You Know, for Search',
      version: { number: '8.11.1' },
    },
    { cluster: 'search', node: 'es-1' },
  ],
  [
    { name: 'os-1', cluster_name: 'search', version: { distribution: 'opensearch', number: '2.6.0' } },
    { cluster: 'search', node: 'os-1' },
  ],
  [{ Config: { Datacenter: 'dc1', NodeName: 'n1', Version: '1.15.2' } }, { cluster: 'dc1', node: 'n1' }],
  [
    { config: { Version: { Version: '1.6.2' }, Datacenter: 'dc1' }, member: { Name: 'n1.global' } },
    { cluster: 'dc1', node: 'n1.global' },
  ],
  [
    { initialized: true, sealed: false, version: '1.14.0', cluster_name: 'vault-cluster-1' },
    { cluster: 'vault-cluster-1' },
  ],
  [
    { server_id: 'A', server_name: 'n1', version: '2.9.10', max_payload: 1, cluster: { name: 'east' } },
    { cluster: 'east', node: 'n1' },
  ],
  [{ couchdb: 'Welcome', version: '3.3.1' }, {}],
  [{ cluster_name: 'of somebody', name: 'n1' }, {}],
])('tells the cluster and the node', (document, place) => {
  expect(jsonPlace(Buffer.from(JSON.stringify(document)))).toEqual(place)
})
