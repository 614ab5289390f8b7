/** What is known of a web server by its answer to `GET /`. */
export interface WebKnowledge {
  readonly product?: string | undefined
  readonly status?: number | undefined
  readonly location?: string | undefined
  readonly title?: string | undefined
  readonly text?: string | undefined
  readonly contentType?: string | undefined
}

/** A path where products tell their version to anybody, and by what it is seen that it may be worth asking. */
export interface WebQuestion {
  readonly path: string
  /** Its name, seen in the answer to `/`; none: the product is not known yet. */
  readonly product?: string | RegExp
  /** And all of these that are given. */
  readonly status?: number
  readonly location?: RegExp
  readonly text?: RegExp
  readonly empty?: true
  /** The member of its answer that holds the version, where nothing in that answer says whose it is. */
  readonly version?: string
}

// Each product's own API reference. Only what is answered without a login, shortly, and changes nothing.
const QUESTIONS: readonly WebQuestion[] = [
  { path: '/api/v1/status/buildinfo', product: 'Prometheus' },
  { path: '/api/v2/status', product: 'Prometheus Alertmanager' },
  { path: '/api/v1/status', product: 'Prometheus Pushgateway' },
  { path: '/metrics?collect[]=uname', product: 'Prometheus node exporter' },
  { path: '/api/health', product: 'Grafana' },
  { path: '/api/status', product: 'Kibana' },
  { path: '/version', product: 'Kubernetes' },
  { path: '/v1/agent/self', product: 'Consul' },
  { path: '/v1/agent/self', product: 'Nomad' },
  { path: '/v1/sys/health', product: 'Vault' },
  { path: '/api/version', product: 'Traefik' },
  { path: '/health', product: 'InfluxDB' },
  { path: '/varz', product: 'NATS Server' },
  { path: '/identity', product: 'Plex Media Server' },
  { path: '/System/Info/Public', product: 'Jellyfin' },
  { path: '/status.php', product: 'Nextcloud' },
  { path: '/api/status', product: 'Portainer' },
  { path: '/api/v1/info', product: 'Netdata' },
  { path: '/solr/admin/info/system?wt=json', product: 'Solr' },
  { path: '/config', product: 'Flink' },
  { path: '/_api/version', product: 'ArangoDB' },
  { path: '/api', product: 'Jupyter Server', version: 'version' },
  { path: '/api', product: 'Jupyter Notebook', version: 'version' },
  { path: '/metrics', product: /[a-z][ _]exporter$/i },
  // The inspector, where `/` is no web site.
  { path: '/json/version', product: 'Node.js', status: 400 },
  // Its own page, for those who ask it to fetch from this host; nothing is fetched.
  { path: 'http://p.p/', product: 'Privoxy' },
  { path: '/api/v1/status/buildinfo', location: /^(?:\/classic)?\/(?:graph|query)$/ },
  { path: '/api/health', status: 302, location: /^\/login$/ },
  { path: '/v1/agent/self', status: 301, location: /^\/ui\/$/ },
  { path: '/v1/sys/health', status: 307, location: /^\/ui\/$/ },
  { path: '/api/version', location: /^\/dashboard\/$/ },
  // Go's own words for a path that nobody serves; etcd serves nothing else there.
  { path: '/version', status: 404, text: /^404 page not found$/ },
  // The words of Docker's Engine for a path that it has not.
  { path: '/version', status: 404, text: /^\{"message":"page not found"\}$/ },
  // aria2 answers `/` with nothing at all; who answers otherwise shows who made the error page.
  { path: '/jsonrpc?method=aria2.getVersion&id=0', status: 404, empty: true },
  // The registry of Docker answers `/` with nothing at all.
  { path: '/v2/', status: 200, empty: true },
]

/**
 * What to ask next for product and version. `undefined`: nothing in particular, though an answer to a path that there
 * is not may still show who made the error page.
 */
export function versionQuestion(seen: WebKnowledge): WebQuestion | undefined {
  return QUESTIONS.find((question) => isOf(question, seen.product) && hinted(question, seen))
}

function isOf({ product }: WebQuestion, name: string | undefined): boolean {
  return product instanceof RegExp ? name !== undefined && product.test(name) : product === name
}

function hinted({ status, location, text, empty }: WebQuestion, seen: WebKnowledge): boolean {
  const nothing = seen.text === undefined && seen.title === undefined && seen.contentType === undefined
  return (
    (status === undefined || status === seen.status) &&
    (location === undefined || location.test(seen.location ?? '')) &&
    (text === undefined || text.test(seen.text ?? '')) &&
    (empty === undefined || nothing)
  )
}
