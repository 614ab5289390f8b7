/**
 * A product, recognised by the members of a JSON document that it answers with. A path is dotted: `'version.number'`.
 */
export interface JsonRule {
  /** Members that must be there, with what their text must look like. */
  readonly where: Readonly<Record<string, RegExp>>
  readonly product: string
  readonly vendor: string
  readonly cpe?: string
  /** Where the version stands. */
  readonly version?: string
  readonly hostname?: string
  /** Where the name of its cluster stands, or of its data center, and that of the one that answers. */
  readonly cluster?: string
  readonly node?: string
}

const ANY = /^./
const VERSION = /^v?\d/

/** HTTP: documents that products publish about themselves, as their API references describe them. */
export const webJsonRules: readonly JsonRule[] = [
  {
    where: { 'version.distribution': /^opensearch$/, 'version.number': VERSION },
    product: 'OpenSearch',
    vendor: 'OpenSearch',
    cpe: 'opensearch:opensearch',
    version: 'version.number',
    cluster: 'cluster_name',
    node: 'name',
  },
  {
    where: { tagline: /^You Know, for Search$/, 'version.number': VERSION },
    product: 'Elasticsearch',
    vendor: 'Elastic',
    cpe: 'elastic:elasticsearch',
    version: 'version.number',
    cluster: 'cluster_name',
    node: 'name',
  },
  {
    where: { couchdb: ANY },
    product: 'CouchDB',
    vendor: 'Apache',
    cpe: 'apache:couchdb',
    version: 'version',
  },
  {
    where: { etcdserver: VERSION },
    product: 'etcd',
    vendor: 'etcd',
    cpe: 'etcd:etcd',
    version: 'etcdserver',
  },
  {
    where: { gitVersion: VERSION, platform: ANY, compiler: ANY },
    product: 'Kubernetes',
    vendor: 'Kubernetes',
    cpe: 'kubernetes:kubernetes',
    version: 'gitVersion',
  },
  {
    where: { kind: /^Status$/, apiVersion: /^v1$/, reason: ANY },
    product: 'Kubernetes',
    vendor: 'Kubernetes',
    cpe: 'kubernetes:kubernetes',
  },
  // It speaks as Docker does, and names itself among its parts.
  {
    where: { 'Components.0.Name': /^Podman Engine$/, ApiVersion: VERSION, Version: VERSION },
    product: 'Podman',
    vendor: 'Podman',
    cpe: 'podman_project:podman',
    version: 'Version',
  },
  {
    where: { Browser: /^node\.js\/v\d/, 'Protocol-Version': VERSION },
    product: 'Node.js',
    vendor: 'OpenJS',
    cpe: 'nodejs:node.js',
    version: 'Browser',
  },
  {
    where: { ApiVersion: VERSION, MinAPIVersion: VERSION, Version: VERSION },
    product: 'Docker',
    vendor: 'Docker',
    cpe: 'docker:docker',
    version: 'Version',
  },
  {
    where: { name: /^influxdb$/, version: VERSION },
    product: 'InfluxDB',
    vendor: 'InfluxData',
    cpe: 'influxdata:influxdb',
    version: 'version',
  },
  {
    where: { 'Config.Datacenter': ANY, 'Config.NodeName': ANY, 'Config.Version': VERSION },
    product: 'Consul',
    vendor: 'HashiCorp',
    cpe: 'hashicorp:consul',
    version: 'Config.Version',
    hostname: 'Config.NodeName',
    cluster: 'Config.Datacenter',
    node: 'Config.NodeName',
  },
  {
    where: { 'config.Version.Version': VERSION, 'config.Datacenter': ANY },
    product: 'Nomad',
    vendor: 'HashiCorp',
    cpe: 'hashicorp:nomad',
    version: 'config.Version.Version',
    cluster: 'config.Datacenter',
    node: 'member.Name',
  },
  {
    where: { initialized: ANY, sealed: ANY, version: VERSION },
    product: 'Vault',
    vendor: 'HashiCorp',
    cpe: 'hashicorp:vault',
    version: 'version',
    cluster: 'cluster_name',
  },
  {
    where: { 'data.application': /^Grafana Mimir$/ },
    product: 'Grafana Mimir',
    vendor: 'Grafana',
    version: 'data.version',
  },
  {
    where: { status: /^success$/, 'data.version': VERSION, 'data.revision': ANY, 'data.goVersion': ANY },
    product: 'Prometheus',
    vendor: 'Prometheus',
    cpe: 'prometheus:prometheus',
    version: 'data.version',
  },
  {
    where: { 'versionInfo.version': VERSION, 'cluster.status': ANY },
    product: 'Prometheus Alertmanager',
    vendor: 'Prometheus',
    cpe: 'prometheus:alertmanager',
    version: 'versionInfo.version',
    node: 'cluster.name',
  },
  {
    where: { status: /^success$/, 'data.build_information.version': VERSION },
    product: 'Prometheus Pushgateway',
    vendor: 'Prometheus',
    cpe: 'prometheus:pushgateway',
    version: 'data.build_information.version',
  },
  {
    where: { database: ANY, version: VERSION, commit: ANY },
    product: 'Grafana',
    vendor: 'Grafana',
    cpe: 'grafana:grafana',
    version: 'version',
  },
  { where: { database: /^ok$/ }, product: 'Grafana', vendor: 'Grafana', cpe: 'grafana:grafana' },
  {
    where: { uuid: ANY, 'version.number': VERSION, 'version.build_hash': ANY },
    product: 'Kibana',
    vendor: 'Elastic',
    cpe: 'elastic:kibana',
    version: 'version.number',
    hostname: 'name',
  },
  {
    where: { Version: VERSION, Codename: ANY },
    product: 'Traefik',
    vendor: 'Traefik',
    cpe: 'traefik:traefik',
    version: 'Version',
  },
  {
    where: { server_id: ANY, version: VERSION, max_payload: ANY },
    product: 'NATS Server',
    vendor: 'NATS',
    cpe: 'linuxfoundation:nats-server',
    version: 'version',
    cluster: 'cluster.name',
    node: 'server_name',
  },
  {
    where: { neo4j_version: VERSION },
    product: 'Neo4j',
    vendor: 'Neo4j',
    cpe: 'neo4j:neo4j',
    version: 'neo4j_version',
  },
  {
    where: { title: /^qdrant\b/, version: VERSION },
    product: 'Qdrant',
    vendor: 'Qdrant',
    cpe: 'qdrant:qdrant',
    version: 'version',
  },
  { where: { status: /^Meilisearch is running$/ }, product: 'Meilisearch', vendor: 'Meilisearch' },
  {
    where: { 'lucene.solr-spec-version': VERSION },
    product: 'Solr',
    vendor: 'Apache',
    cpe: 'apache:solr',
    version: 'lucene.solr-spec-version',
  },
  {
    where: { 'flink-version': VERSION },
    product: 'Flink',
    vendor: 'Apache',
    cpe: 'apache:flink',
    version: 'flink-version',
  },
  {
    where: { ProductName: /^Jellyfin/, Version: VERSION },
    product: 'Jellyfin',
    vendor: 'Jellyfin',
    cpe: 'jellyfin:jellyfin',
    version: 'Version',
    hostname: 'ServerName',
  },
  {
    where: { productname: /^Nextcloud$/i, versionstring: VERSION },
    product: 'Nextcloud',
    vendor: 'Nextcloud',
    cpe: 'nextcloud:nextcloud_server',
    version: 'versionstring',
  },
  {
    where: { InstanceID: ANY, Version: VERSION },
    product: 'Portainer',
    vendor: 'Portainer',
    cpe: 'portainer:portainer',
    version: 'Version',
  },
  {
    where: { mirrored_hosts: ANY, version: VERSION },
    product: 'Netdata',
    vendor: 'Netdata',
    cpe: 'netdata:netdata',
    version: 'version',
  },
  {
    where: { server: /^arango$/, version: VERSION },
    product: 'ArangoDB',
    vendor: 'ArangoDB',
    cpe: 'arangodb:arangodb',
    version: 'version',
  },
  {
    where: { jsonrpc: /^2/, 'result.version': VERSION, 'result.enabledFeatures.0': ANY },
    product: 'aria2',
    vendor: 'aria2',
    cpe: 'aria2_project:aria2',
    version: 'result.version',
  },
  {
    where: { message: /^Route GET:\/\S{0,200} not found$/, statusCode: /^404$/ },
    product: 'Fastify',
    vendor: 'OpenJS',
    cpe: 'fastify:fastify',
  },
  {
    where: { message: /^Cannot GET \//, statusCode: /^404$/ },
    product: 'NestJS',
    vendor: 'NestJS',
    cpe: 'nestjs:nest',
  },
  {
    where: { result: /^400$/, text: /^Bad Request$/ },
    product: 'Kea',
    vendor: 'ISC',
    cpe: 'isc:kea',
  },
  // The administration interface of a server that was called by a name it does not know.
  {
    where: { error: /^host not allowed: / },
    product: 'Caddy',
    vendor: 'Caddy',
    cpe: 'caddyserver:caddy',
  },
]
