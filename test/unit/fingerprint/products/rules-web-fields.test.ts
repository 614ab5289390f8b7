import { describe } from 'vitest'
import { webHeaderRules, webViaRules } from '../../../../src/fingerprint/products/rules-web-fields.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

describe('header fields', () => {
  webRuleTests(
    webHeaderRules,
    [
      ['x-jenkins: 2.387.1', 'Jenkins', '2.387.1'],
      ['x-influxdb-version: 1.8.10', 'InfluxDB', '1.8.10'],
      ['x-influxdb-version: v2.7.1', 'InfluxDB', '2.7.1'],
      ['x-elastic-product: Elasticsearch', 'Elasticsearch'],
      ['www-authenticate: Basic realm="btcd RPC"', 'btcd'],
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
      ['set-cookie: cockpit=deleted; PATH=/; SameSite=strict; HttpOnly', 'Cockpit'],
      ['location: /.web', 'Radicale'],
      ['location: /mopidy/', 'Mopidy'],
      ['location: /tree?', 'Jupyter Notebook'],
      ['location: /login?next=%2Ftree%3F', 'Jupyter Notebook'],
      ['location: /lab?', 'Jupyter Server'],
      [
        "content-security-policy: frame-ancestors 'self'; report-uri /api/security/csp-report; default-src 'none'",
        'Jupyter Server',
      ],
    ],
    [
      'x-frame-options: DENY',
      'x-powered-by: PHP/8.2.7',
      'set-cookie: session=1',
      'location: /login',
      'location: /login?next=%2F',
      'location: /trees',
    ],
  )
})

describe('the cache that answers', () => {
  webRuleTests(
    webViaRules,
    [
      ['1.1 varnish (Varnish/7.1)', 'Varnish', '7.1'],
      ['1.1 varnish', 'Varnish'],
      ['1.1 proxy.example.test (squid/5.7)', 'Squid', '5.7'],
      ['http/1.1 vm (ApacheTrafficServer/9.2.5 [cMsSf ])', 'Traffic Server', '9.2.5'],
    ],
    ['1.1 google', '1.1 varnish.example.test'],
  )
})
