import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** A question about nobody: a client that has only connected is neither counted nor delayed. */
const CONNECTED = 'request=smtpd_access_policy\nprotocol_state=CONNECT\nprotocol_name=SMTP\n\n'

const ACTION = /^action=(?:[A-Za-z]|[45]\d\d )[^\r\n]{0,300}\n\n$/

const action: Matcher = (answer) =>
  ACTION.test(latin1(answer, 0, 512))
    ? { name: 'postfix-policy', confidence: 'structured', evidence: 'an action, as access(5) has them' }
    : undefined

/**
 * Access policy delegation of Postfix (Postgrey, policyd and the like), SMTPD_POLICY_README.
 *
 * Asks: what to do with a client that has only connected, and has no address.
 * Known by: an answer that is an action.
 */
export const postfixPolicy: ServiceProbe = {
  name: 'postfix-policy',
  ports: [10_023, 10_031],
  rarity: 8,
  hello: () => Buffer.from(CONNECTED),
  enough: (bytes) => latin1(bytes, 0, 512).includes('\n\n'),
  matchers: [action],
}
