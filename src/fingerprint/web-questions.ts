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
interface WebQuestion {
  readonly path: string
  /** Its name, seen in the answer to `/`. */
  readonly product?: string
  /** Or, where the product is not known yet, all of these. */
  readonly status?: number
  readonly location?: RegExp
  readonly text?: RegExp
  readonly empty?: true
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
  { path: '/api/v1/status/buildinfo', location: /^(?:\/classic)?\/(?:graph|query)$/ },
  { path: '/api/health', status: 302, location: /^\/login$/ },
  { path: '/v1/agent/self', status: 301, location: /^\/ui\/$/ },
  { path: '/v1/sys/health', status: 307, location: /^\/ui\/$/ },
  { path: '/api/version', location: /^\/dashboard\/$/ },
  // Go's own words for a path that nobody serves; etcd serves nothing else there.
  { path: '/version', status: 404, text: /^404 page not found$/ },
  // The registry of Docker answers `/` with nothing at all.
  { path: '/v2/', status: 200, empty: true },
]

/**
 * Where to ask next for product and version. `undefined`: nowhere in particular, though an answer to a path that
 * there is not may still show who made the error page.
 */
export function versionPath(seen: WebKnowledge): string | undefined {
  return QUESTIONS.find((question) =>
    seen.product === undefined ? hinted(question, seen) : question.product === seen.product,
  )?.path
}

function hinted({ product, status, location, text, empty }: WebQuestion, seen: WebKnowledge): boolean {
  if (product !== undefined) return false
  const nothing = seen.text === undefined && seen.title === undefined && seen.contentType === undefined
  return (
    (status === undefined || status === seen.status) &&
    (location === undefined || location.test(seen.location ?? '')) &&
    (text === undefined || text.test(seen.text ?? '')) &&
    (empty === undefined || nothing)
  )
}
