import { webCookieRules } from '../../../../src/fingerprint/products/rules-web-cookies.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

webRuleTests(
  webCookieRules,
  [
    ['set-cookie: MoodleSession=0123; path=/', 'Moodle'],
    ['set-cookie: _redmine_session=0123; path=/; HttpOnly', 'Redmine'],
    ['set-cookie: atlassian.xsrf.token=0123_lout; Path=/', 'Jira'],
    ['set-cookie: JSESSIONID.0a1b2c3d=node0; Path=/; HttpOnly', 'Jenkins'],
    ['set-cookie: adminer_sid=0123; path=/; HttpOnly', 'Adminer'],
    ['set-cookie: wordpress_test_cookie=WP%20Cookie%20check; path=/', 'WordPress'],
    ['set-cookie: cprelogin=no; HttpOnly', 'cPanel'],
    ['set-cookie: icingaweb2-tzo=0', 'Icinga Web'],
    ['set-cookie: AIROS_F09FC2000000=0123; Path=/', 'airOS'],
  ],
  ['set-cookie: PHPSESSID=0', 'set-cookie: JSESSIONID=0', 'set-cookie: session=0', 'set-cookie: id=1'],
)
