import { describe, expect, test } from 'vitest'
import { firstRule, type ProductRule } from '../../../../src/fingerprint/products/product-rule.ts'
import {
  webHeaderRules,
  webMetricRules,
  webTextRules,
  webTitleRules,
} from '../../../../src/fingerprint/products/rules-web-pages.ts'

type Example = readonly [text: string, product: string, version?: string]

function examples(rules: readonly ProductRule[], texts: readonly Example[]): void {
  test.each(texts.map(([text, product, version]) => [text, product, version] as const))(
    '%j is %s %s',
    (...example) => {
      const [text, product, version] = example
      const facts = firstRule(rules, text)
      expect([facts?.product, facts?.version]).toEqual([product, version])
    },
  )
}

describe('header fields', () => {
  examples(webHeaderRules, [
    ['x-jenkins: 2.387.1', 'Jenkins', '2.387.1'],
    ['x-influxdb-version: 1.8.10', 'InfluxDB', '1.8.10'],
    ['x-influxdb-version: v2.7.1', 'InfluxDB', '2.7.1'],
    ['x-elastic-product: Elasticsearch', 'Elasticsearch'],
    ['kbn-name: kibana', 'Kibana'],
    ['kbn-version: 7.17.9', 'Kibana', '7.17.9'],
    ['x-jfrog-version: Artifactory/7.55.8 75508900', 'Artifactory', '7.55.8'],
    ['docker-distribution-api-version: registry/2.0', 'Docker Registry'],
    ['x-kubernetes-pf-flowschema-uid: 0', 'Kubernetes'],
    ['www-authenticate: Basic realm="OpenSearch Security"', 'OpenSearch'],
    ['www-authenticate: Basic realm="security" charset="UTF-8"', 'Elasticsearch'],
    ['set-cookie: i_like_gitea=0123; Path=/', 'Gitea'],
    ['set-cookie: grafana_session=0123', 'Grafana'],
    ['x-powered-by: Express', 'Express'],
    ['x-owa-version: 15.2.1118.7', 'Exchange Server', '15.2.1118.7'],
  ])

  test.each([
    'x-frame-options: DENY',
    'x-powered-by: PHP/8.2.7',
    'set-cookie: session=1',
    'location: /login',
  ])('%j says nothing', (line) => expect(firstRule(webHeaderRules, line)).toBeUndefined())
})

describe('titles', () => {
  examples(webTitleRules, [
    ['Apache Tomcat/9.0.70', 'Tomcat', '9.0.70'],
    ['HTTP Status 404 – Not Found', 'Tomcat'],
    ['Home - CUPS 2.4.2', 'CUPS', '2.4.2'],
    ['Bad Request - CUPS v2.4.2', 'CUPS', '2.4.2'],
    ['Node Exporter', 'Prometheus node exporter'],
    ['Blackbox Exporter', 'Blackbox Exporter'],
    ['RabbitMQ Management', 'RabbitMQ'],
    ['Grafana', 'Grafana'],
    ['netdata dashboard', 'Netdata'],
    ['Jellyfin', 'Jellyfin'],
    ['Gitea: Git with a cup of tea', 'Gitea'],
    ['Sign in · GitLab', 'GitLab'],
    ['zoo: Zabbix', 'Zabbix'],
  ])

  test.each(['Welcome', 'Index of /', 'My Vault of pictures', 'Elastic bands for sale'])(
    '%j says nothing',
    (title) => expect(firstRule(webTitleRules, title)).toBeUndefined(),
  )
})

describe('words of a page', () => {
  examples(webTextRules, [
    ['<hr class="line" /><h3>Apache Tomcat/10.1.60 (Debian)</h3>', 'Tomcat', '10.1.60'],
    ['<a href="https://jetty.org/">Powered by Jetty:// 12.0.14</a>', 'Jetty', '12.0.14'],
    ['<h1>400 Bad request</h1>\nYour browser sent an invalid request.\n', 'HAProxy'],
    ['<h1>HAProxy version 2.6.12-1+deb12u1, released 2023/12/16</h1>', 'HAProxy', '2.6.12'],
    ['<!-- CONSUL_VERSION: 1.15.2 -->', 'Consul', '1.15.2'],
    [
      '<MediaContainer size="0" claimed="1" machineIdentifier="0" version="1.32.5.7349-8f4248874">',
      'Plex Media Server',
      '1.32.5.7349',
    ],
    ['<pre>Cannot GET /portscan-core-1</pre>', 'Express'],
    ['Ok.\n', 'ClickHouse'],
  ])
})

describe('metrics', () => {
  examples(webMetricRules, [
    ['node_exporter_build_info{branch="HEAD",version="1.5.0"} 1', 'Prometheus node exporter', '1.5.0'],
    ['blackbox_exporter_build_info{branch="HEAD",version="0.23.0"} 1', 'blackbox_exporter', '0.23.0'],
    ['rabbitmq_build_info{rabbitmq_version="3.10.8",erlang_version="25"} 1', 'RabbitMQ', '3.10.8'],
  ])
})
