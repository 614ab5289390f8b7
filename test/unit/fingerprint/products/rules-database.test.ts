import { databaseRules } from '../../../../src/fingerprint/products/rules-database.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('mysql', databaseRules, [
  ['8.0.36', 'MySQL', '8.0.36'],
  ['8.0.36-0ubuntu0.22.04.1', 'MySQL', '8.0.36', 'Ubuntu'],
  ['5.7.44-log', 'MySQL', '5.7.44'],
  ['5.5.5-10.11.6-MariaDB-0+deb12u1', 'MariaDB', '10.11.6', 'Debian'],
  ['11.4.2-MariaDB-ubu2404', 'MariaDB', '11.4.2'],
  ['8.0.36-28', 'Percona Server', '8.0.36-28'],
  ['5.7.25-TiDB-v7.5.0', 'TiDB', '7.5.0'],
  ['2.2.11-id64-release (95ae9a6)', 'Sphinx Search', '2.2.11'],
  ['3.5.4 13f8d08d@201211 release', 'Manticore Search', '3.5.4'],
  [
    '6.2.12 dc5144d35@230822 (columnar 2.2.4 5aec342@230822) (secondary 2.2.4 5aec342@230822)',
    'Manticore Search',
    '6.2.12',
  ],
  ['8.0.11-TiDB-v7.5.0', 'TiDB', '7.5.0'],
  ['5.7.25-OceanBase_CE-v4.2.1.0', 'OceanBase', '4.2.1.0'],
  ['5.7.25-OceanBase', 'OceanBase', '5.7.25'],
  ['8.0.30-MatrixOne-v1.1.2', 'MatrixOne', '1.1.2'],
  ['8.0.23 (SingleStore)', 'MySQL', '8.0.23'],
  ['8.0.11-Vitess', 'Vitess', '8.0.11'],
])
