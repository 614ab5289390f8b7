import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

const mariadb = { product: 'MariaDB', vendor: 'MariaDB', cpe: 'mariadb:mariadb' } as const

/** MySQL and its relatives: the server version of the handshake. */
export const databaseRules: Iterable<ProductRule> = lazyList(() => [
  // MariaDB says "5.5.5-" before its real version, so that old replicas of MySQL accept it.
  { on: /^5\.\d\.\d{1,2}-MariaDB-\d{1,2}:(?<version>\d{1,2}\.\d{1,3}\.\d{1,3})/, ...mariadb },
  { on: /^5\.5\.5-(?<version>\d{2}\.\d{1,3}\.\d{1,3}(?:-\d{1,3})?)(?=-)/, ...mariadb },
  { on: /^(?<version>\d{1,2}\.\d{1,3}\.\d{1,3}(?:-\d{1,3})?)-(?:[\w.-]{0,60}-)?MariaDB\b/i, ...mariadb },
  { on: /^(?<version>\d{1,2}\.\d{1,3}\.\d{1,3})[\w.~+-]{0,60}\bmaria\b/i, ...mariadb },
  {
    on: /^(?:[\d.]{3,12})-TiDB-v?(?<version>\d[\w.]{0,20})/i,
    product: 'TiDB',
    vendor: 'PingCAP',
    cpe: 'pingcap:tidb',
  },
  {
    on: /^(?<version>\d[\d.]{2,12})-[vV]itess/i,
    product: 'Vitess',
    vendor: 'Vitess',
    cpe: 'linuxfoundation:vitess',
  },
  { on: /^(?:[\d.]{3,12})-Doris|^Doris/i, product: 'Doris', vendor: 'Apache', cpe: 'apache:doris' },
  {
    on: /^(?:\d[\d.]{2,12})-OceanBase(?:_CE)?-v(?<version>\d[\d.]{2,15})/i,
    product: 'OceanBase',
    vendor: 'OceanBase',
    cpe: 'oceanbase:oceanbase',
  },
  { on: /^(?<version>\d[\d.]{2,12})-OceanBase/i, product: 'OceanBase', vendor: 'OceanBase' },
  {
    on: /^(?:\d[\d.]{2,12})[\w.-]{0,40}-ProxySQL|ProxySQL/i,
    product: 'ProxySQL',
    vendor: 'ProxySQL',
    versioned: false,
  },
  { on: /^(?<version>\d[\d.]{2,12})-MaxScale|MaxScale/i, product: 'MaxScale', vendor: 'MariaDB' },
  {
    on: /^(?<version>\d[\d.]{2,12})[\w.-]{0,30}-[Aa]urora|aurora/i,
    product: 'Aurora MySQL',
    vendor: 'Amazon',
    cpe: 'amazon:aurora',
  },
  { on: /^(?<version>\d[\d.]{2,12})-google/i, product: 'Cloud SQL for MySQL', vendor: 'Google' },
  { on: /^(?<version>\d[\d.]{2,12})-azure/i, product: 'Azure Database for MySQL', vendor: 'Microsoft' },
  {
    on: /^(?<version>\d[\d.]{2,12})?[\w .-]{0,40}\bMySQL Proxy\b/i,
    product: 'MySQL Proxy',
    vendor: 'Oracle',
    cpe: 'oracle:mysql_proxy',
  },
  // Search daemons speak it as well: 2.2.11-id64-release (95ae9a6), 3.5.4 13f8d08d@201211 release.
  {
    on: /^(?<version>\d\.\d{1,2}\.\d{1,2})(?:-beta)?(?:-id64)?(?:-release|-dev|-beta)? \([0-9a-f]{7,12}\)/,
    product: 'Sphinx Search',
    vendor: 'Sphinx',
    cpe: 'sphinxsearch:sphinx',
  },
  {
    on: /^(?<version>\d{1,2}\.\d{1,2}\.\d{1,2}) [0-9a-f]{7,12}@\d{6,8}\b/,
    product: 'Manticore Search',
    vendor: 'Manticore',
    cpe: 'manticoresearch:manticore_search',
  },
  // 8.0.30-MatrixOne-v1.1.2: the release that it is as good as, and behind that who it is.
  {
    on: /^(?:\d{1,2}\.\d{1,2}\.\d{1,3})-(?<product>[A-Z][A-Za-z]{2,24})-v(?<version>\d{1,3}(?:\.\d{1,4}){1,3})/,
  },
  // Percona appends its own release: 5.1.57-rel12.8, 5.6.20-68.0, 8.0.36-28.
  {
    on: /^(?<version>\d\.\d\.\d{1,3}-?rel\d{1,3}(?:\.\d{1,3})?)/,
    product: 'Percona Server',
    vendor: 'Percona',
    cpe: 'percona:percona_server',
  },
  {
    on: /^(?<version>5\.[1567]\.\d{1,3})-\d{2}\.\d{1,2}(?:-\d{1,4})?(?:-log)?$/,
    product: 'Percona Server',
    vendor: 'Percona',
    cpe: 'percona:percona_server',
  },
  {
    on: /^(?<version>\d\.\d\.\d{1,3})[\w.-]{0,40}percona/i,
    product: 'Percona Server',
    vendor: 'Percona',
    cpe: 'percona:percona_server',
  },
  {
    on: /^(?<version>8\.[04]\.\d{1,3}-\d{1,3})(?:\.\d{1,2})?(?:-log)?$/,
    product: 'Percona Server',
    vendor: 'Percona',
    cpe: 'percona:percona_server',
  },
  {
    on: /^(?<version>\d{1,2}\.\d{1,3}(?:\.\d{1,3}){0,2}(?:-\d{2}(?=$|-log)|sp\d|[a-e](?=$|-)|(?:-[01](?:\.\d)?(?=\+|$|-log)))?)/,
    product: 'MySQL',
    vendor: 'Oracle',
    cpe: 'oracle:mysql',
  },
])
