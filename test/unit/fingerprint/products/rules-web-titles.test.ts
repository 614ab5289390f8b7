import { webTitleRules } from '../../../../src/fingerprint/products/rules-web-titles.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

webRuleTests(
  webTitleRules,
  [
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
    ['Deluge WebUI 2.0.3', 'Deluge', '2.0.3'],
    ['Deluge: Web UI 1.3.15', 'Deluge', '1.3.15'],
    ['qBittorrent Web UI', 'qBittorrent'],
    ['I2Pd HTTP proxy', 'i2pd'],
    ['Purple I2P Webconsole', 'i2pd'],
    ['Shell In A Box', 'Shell In A Box'],
    ['This is a SOCKS Proxy, Not An HTTP Proxy', 'Tor'],
    ['The install worked successfully! Congratulations!', 'Django'],
    ['Privoxy@localhost', 'Privoxy'],
    ['Radicale Web Interface', 'Radicale'],
    ['Jupyter Server', 'Jupyter Server'],
  ],
  ['Welcome', 'Index of /', 'My Vault of pictures', 'Elastic bands for sale'],
)
