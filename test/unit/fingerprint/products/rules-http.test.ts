import { httpRules } from '../../../../src/fingerprint/products/rules-http.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('http-server', httpRules, [
  ['Debian/12 UPnP/1.0 MiniUPnPd/2.3.1', 'MiniUPnPd', '2.3.1', 'Debian'],
  ['Linux/3.4 UPnP/1.0 AcmeDevice/7.1', 'AcmeDevice', '7.1', 'Linux'],
  ['Linux UPnP/1.0 Acme-IGD', undefined, undefined, 'Linux'],
])
