import type { ProductRule } from './product-rule.ts'

const tomcat = { product: 'Tomcat', vendor: 'Apache', cpe: 'apache:tomcat' } as const
const haproxy = { product: 'HAProxy', vendor: 'HAProxy', cpe: 'haproxy:haproxy' } as const
const jenkins = { product: 'Jenkins', vendor: 'Jenkins', cpe: 'jenkins:jenkins' } as const
const consul = { product: 'Consul', vendor: 'HashiCorp', cpe: 'hashicorp:consul' } as const
const influx = { product: 'InfluxDB', vendor: 'InfluxData', cpe: 'influxdata:influxdb' } as const
const kibana = { product: 'Kibana', vendor: 'Elastic', cpe: 'elastic:kibana' } as const
const gitea = { product: 'Gitea', vendor: 'Gitea', cpe: 'gitea:gitea' } as const
const gitlab = { product: 'GitLab', vendor: 'GitLab', cpe: 'gitlab:gitlab' } as const
const prosody = { product: 'Prosody', vendor: 'Prosody', cpe: 'prosody:prosody' } as const
const cups = { product: 'CUPS', vendor: 'OpenPrinting', cpe: 'openprinting:cups', device: 'print server' }
const silent = { versioned: false } as const

/** HTTP: one header field, as `name: value` with the name in lower case. The field Server has rules of its own. */
export const webHeaderRules: readonly ProductRule[] = [
  { on: /^x-jenkins: (?<version>\d[\w.]{0,20})/, ...jenkins },
  { on: /^x-hudson: /, ...jenkins, ...silent },
  { on: /^x-influxdb-version: v?(?<version>\d[\w.~-]{0,20})/, ...influx },
  {
    on: /^x-elastic-product: Elasticsearch/,
    product: 'Elasticsearch',
    vendor: 'Elastic',
    cpe: 'elastic:elasticsearch',
    ...silent,
  },
  { on: /^kbn-version: (?<version>\d[\w.]{0,20})/, ...kibana },
  { on: /^kbn-(?:name|license-sig): /, ...kibana, ...silent },
  { on: /^x-syncthing-version: v?(?<version>\d[\w.]{0,20})/, product: 'Syncthing', vendor: 'Syncthing' },
  {
    on: /^x-jfrog-version: Artifactory\/(?<version>\d[\w.]{0,20})/,
    product: 'Artifactory',
    vendor: 'JFrog',
    cpe: 'jfrog:artifactory',
  },
  {
    on: /^x-plex-protocol: /,
    product: 'Plex Media Server',
    vendor: 'Plex',
    cpe: 'plex:media_server',
    ...silent,
  },
  {
    on: /^x-clickhouse-/,
    product: 'ClickHouse',
    vendor: 'ClickHouse',
    cpe: 'clickhouse:clickhouse',
    ...silent,
  },
  { on: /^docker-distribution-api-version: /, product: 'Docker Registry', vendor: 'Docker', ...silent },
  {
    on: /^x-kubernetes-pf-flowschema-uid: /,
    product: 'Kubernetes',
    vendor: 'Kubernetes',
    cpe: 'kubernetes:kubernetes',
    ...silent,
  },
  { on: /^x-consul-/, ...consul, ...silent },
  { on: /^x-nomad-/, product: 'Nomad', vendor: 'HashiCorp', cpe: 'hashicorp:nomad', ...silent },
  { on: /^x-couch-request-id: /, product: 'CouchDB', vendor: 'Apache', cpe: 'apache:couchdb', ...silent },
  { on: /^x-minio-/, product: 'MinIO', vendor: 'MinIO', cpe: 'minio:minio', ...silent },
  { on: /^x-gitlab-meta: /, ...gitlab, ...silent },
  {
    on: /^x-confluence-/,
    product: 'Confluence',
    vendor: 'Atlassian',
    cpe: 'atlassian:confluence',
    ...silent,
  },
  { on: /^x-transmission-session-id: /, product: 'Transmission', vendor: 'TransmissionBT', ...silent },
  {
    on: /^x-owa-version: (?<version>\d[\d.]{0,20})/,
    product: 'Exchange Server',
    vendor: 'Microsoft',
    os: 'Windows',
    cpe: 'microsoft:exchange_server',
  },
  {
    on: /^microsoftsharepointteamservices: (?<version>\d[\d.]{0,20})/,
    product: 'SharePoint',
    vendor: 'Microsoft',
    os: 'Windows',
    cpe: 'microsoft:sharepoint_server',
  },
  {
    on: /^www-authenticate: \w{1,12} realm="(?<product>OpenSearch|RabbitMQ|Neo4j|ActiveMQ|Transmission|Radicale|Nexus|SABnzbd)\b/i,
    ...silent,
  },
  {
    on: /^www-authenticate: Basic realm="security" charset="UTF-8"/i,
    product: 'Elasticsearch',
    vendor: 'Elastic',
    cpe: 'elastic:elasticsearch',
    ...silent,
  },
  { on: /^set-cookie: i_like_gitea=/, ...gitea, ...silent },
  { on: /^set-cookie: _gitlab_session=/, ...gitlab, ...silent },
  {
    on: /^set-cookie: grafana_session/,
    product: 'Grafana',
    vendor: 'Grafana',
    cpe: 'grafana:grafana',
    ...silent,
  },
  {
    on: /^set-cookie: phpMyAdmin/,
    product: 'phpMyAdmin',
    vendor: 'phpMyAdmin',
    cpe: 'phpmyadmin:phpmyadmin',
  },
  { on: /^set-cookie: roundcube_sess/, product: 'Roundcube', vendor: 'Roundcube', cpe: 'roundcube:webmail' },
  { on: /^set-cookie: zbx_session/, product: 'Zabbix', vendor: 'Zabbix', cpe: 'zabbix:zabbix', ...silent },
  { on: /^location: \/solr\/$/, product: 'Solr', vendor: 'Apache', cpe: 'apache:solr', ...silent },
  { on: /^x-powered-by: Express$/, product: 'Express', vendor: 'OpenJS', cpe: 'openjsf:express', ...silent },
]

/** HTTP: the title of a page. */
export const webTitleRules: readonly ProductRule[] = [
  { on: /^Apache Tomcat\/(?<version>\d[\w.]{0,20})/, ...tomcat },
  { on: /^(?:Apache Tomcat$|HTTP Status \d{3} )/, ...tomcat, ...silent },
  { on: /(?:^| - )CUPS v?(?<version>\d[\w.]{0,20})/, ...cups },
  { on: /^Statistics Report for HAProxy/, ...haproxy, ...silent },
  {
    on: /^Prometheus Time Series/,
    product: 'Prometheus',
    vendor: 'Prometheus',
    cpe: 'prometheus:prometheus',
  },
  { on: /^Node Exporter$/, product: 'Prometheus node exporter', vendor: 'Prometheus', ...silent },
  { on: /^Prometheus Pushgateway$/, product: 'Prometheus Pushgateway', vendor: 'Prometheus', ...silent },
  { on: /^Alertmanager$/, product: 'Prometheus Alertmanager', vendor: 'Prometheus', ...silent },
  { on: /^(?<product>[A-Z][\w ./-]{1,40} [Ee]xporter)\b/, vendor: 'Prometheus', ...silent },
  { on: /^Grafana$/, product: 'Grafana', vendor: 'Grafana', cpe: 'grafana:grafana', ...silent },
  { on: /^RabbitMQ Management/, product: 'RabbitMQ', vendor: 'VMware', cpe: 'vmware:rabbitmq', ...silent },
  { on: /^(?:Kibana|Elastic)$/, ...kibana, ...silent },
  { on: /^Consul by HashiCorp/, ...consul, ...silent },
  { on: /^(?:HashiCorp )?Vault$/, product: 'Vault', vendor: 'HashiCorp', cpe: 'hashicorp:vault', ...silent },
  { on: /^Nomad$/, product: 'Nomad', vendor: 'HashiCorp', cpe: 'hashicorp:nomad', ...silent },
  { on: /^Traefik\b/, product: 'Traefik', vendor: 'Traefik', cpe: 'traefik:traefik', ...silent },
  { on: /^MinIO (?:Browser|Console)$/, product: 'MinIO', vendor: 'MinIO', cpe: 'minio:minio', ...silent },
  { on: /^InfluxDB(?: \d)?$/, ...influx, ...silent },
  { on: /^Apache ActiveMQ/, product: 'ActiveMQ', vendor: 'Apache', cpe: 'apache:activemq', ...silent },
  { on: /^Solr Admin/, product: 'Solr', vendor: 'Apache', cpe: 'apache:solr', ...silent },
  { on: /^Neo4j Browser/, product: 'Neo4j', vendor: 'Neo4j', cpe: 'neo4j:neo4j', ...silent },
  { on: /^(?:Sign in \[Jenkins\]|Dashboard \[Jenkins\])$/, ...jenkins, ...silent },
  { on: /^phpMyAdmin\b/, product: 'phpMyAdmin', vendor: 'phpMyAdmin', cpe: 'phpmyadmin:phpmyadmin' },
  {
    on: /^SonarQube\b/,
    product: 'SonarQube',
    vendor: 'SonarSource',
    cpe: 'sonarsource:sonarqube',
    ...silent,
  },
  { on: /Nexus Repository/, product: 'Nexus Repository', vendor: 'Sonatype', ...silent },
  { on: /^Portainer\b/, product: 'Portainer', vendor: 'Portainer', cpe: 'portainer:portainer', ...silent },
  { on: /^Home Assistant$/, product: 'Home Assistant', vendor: 'Home Assistant', ...silent },
  { on: /^netdata\b/i, product: 'Netdata', vendor: 'Netdata', cpe: 'netdata:netdata', ...silent },
  {
    on: /^(?<product>Pi-hole|AdGuard Home|Cockpit|Radicale|Graylog|Keycloak|Harbor|Argo CD|Jellyfin|Nextcloud)\b/,
    ...silent,
  },
  { on: /Proxmox Virtual Environment/, product: 'Proxmox VE', vendor: 'Proxmox', ...silent },
  { on: /Gitea: Git with a cup of tea/, ...gitea, ...silent },
  { on: /(?:^| · )GitLab$/, ...gitlab, ...silent },
  { on: /^Nagios(?: Core)?\b/, product: 'Nagios', vendor: 'Nagios', cpe: 'nagios:nagios', ...silent },
  { on: /(?:^|: )Zabbix$/, product: 'Zabbix', vendor: 'Zabbix', cpe: 'zabbix:zabbix', ...silent },
  {
    on: /^Roundcube Webmail/,
    product: 'Roundcube',
    vendor: 'Roundcube',
    cpe: 'roundcube:webmail',
    ...silent,
  },
  { on: /^Transmission Web/, product: 'Transmission', vendor: 'TransmissionBT', ...silent },
  {
    on: /^Icecast Streaming Media Server/,
    product: 'Icecast',
    vendor: 'Xiph',
    cpe: 'xiph:icecast',
    ...silent,
  },
  { on: /^Supervisor Status$/, product: 'Supervisor', vendor: 'Supervisor', ...silent },
  { on: /^Apache Flink/, product: 'Flink', vendor: 'Apache', cpe: 'apache:flink', ...silent },
  { on: /^Spark (?:Master|Worker) at /, product: 'Spark', vendor: 'Apache', cpe: 'apache:spark', ...silent },
]

/** HTTP: words of a page's text, anywhere in its first 4 KiB. */
export const webTextRules: readonly ProductRule[] = [
  { on: /<h3>Apache Tomcat\/(?<version>\d[\w.]{0,20})/, ...tomcat },
  {
    on: /Powered by Jetty:\/\/(?: (?<version>\d[\w.]{0,30}))?/,
    product: 'Jetty',
    vendor: 'Eclipse',
    cpe: 'eclipse:jetty',
  },
  { on: /HAProxy version (?<version>\d[\d.]{0,15})/, ...haproxy },
  {
    on: /<h1>503 Service Unavailable<\/h1>\nNo server is available to handle this request\./,
    ...haproxy,
    ...silent,
  },
  { on: /<h1>400 Bad request<\/h1>\nYour browser sent an invalid request\./, ...haproxy, ...silent },
  { on: /<h1>403 Forbidden<\/h1>\nRequest forbidden by administrative rules\./, ...haproxy, ...silent },
  {
    on: /<p>(?:What kind of request do you call that\?\?|Whatever you were looking for is not here\.)/,
    ...prosody,
    ...silent,
  },
  // The style sheet of its error pages.
  {
    on: /\nbody\{margin-top:14%;text-align:center;background-color:#f8f8f8;font-family:sans-serif\}/,
    ...prosody,
    ...silent,
  },
  { on: /It works! Now point your BOSH client to this URL to connect to Prosody/, ...prosody, ...silent },
  { on: /CONSUL_VERSION: (?<version>\d[\w.]{0,20})/, ...consul },
  { on: /^Consul Agent\b/, ...consul, ...silent },
  {
    on: /<a href="?(?:\.?\/)?varz"?>/,
    product: 'NATS Server',
    vendor: 'Synadia',
    cpe: 'linuxfoundation:nats-server',
    ...silent,
  },
  {
    on: /<MediaContainer [^>]{0,200}\bversion="(?<version>\d[\w.]{0,20})/,
    product: 'Plex Media Server',
    vendor: 'Plex',
    cpe: 'plex:media_server',
  },
  { on: /<pre>Cannot GET \//, product: 'Express', vendor: 'OpenJS', cpe: 'openjsf:express', ...silent },
  {
    on: /Whitelabel Error Page/,
    product: 'Spring Boot',
    vendor: 'VMware',
    cpe: 'vmware:spring_boot',
    ...silent,
  },
  { on: /^Ok\.\n$/, product: 'ClickHouse', vendor: 'ClickHouse', cpe: 'clickhouse:clickhouse', ...silent },
]

/** HTTP: the line of a product's own `..._build_info` among Prometheus metrics. */
export const webMetricRules: readonly ProductRule[] = [
  {
    on: /^node_exporter_build_info\{[^}\n]{0,300}\bversion="(?<version>\d[\w.]{0,20})/,
    product: 'Prometheus node exporter',
    vendor: 'Prometheus',
    cpe: 'prometheus:node_exporter',
  },
  {
    on: /^rabbitmq_build_info\{[^}\n]{0,300}\brabbitmq_version="(?<version>\d[\w.]{0,20})/,
    product: 'RabbitMQ',
    vendor: 'VMware',
    cpe: 'vmware:rabbitmq',
  },
  { on: /^(?<product>[a-z]\w{1,40}_exporter)_build_info\{[^}\n]{0,300}\bversion="(?<version>\d[\w.]{0,20})/ },
]
