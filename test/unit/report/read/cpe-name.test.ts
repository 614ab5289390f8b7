import { expect, test } from 'vitest'
import { cpeUri } from '../../../../src/report/cpe-uri.ts'
import { cpeName } from '../../../../src/report/read/cpe-name.ts'

test.each([
  ['cpe:/a:openbsd:openssh:9.2:p1', 'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*'],
  ['cpe:/o:linux:linux_kernel', 'cpe:2.3:o:linux:linux_kernel:*:*:*:*:*:*:*:*'],
  ['cpe:/h:a:b:-', 'cpe:2.3:h:a:b:-:*:*:*:*:*:*:*'],
  // NISTIR 7695, section 6.1.3.2.
  [
    'cpe:/a:microsoft:internet_explorer:8.%02:sp%01',
    'cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*',
  ],
  [
    'cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~',
    'cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:x64:*',
  ],
  ['cpe:/a:foo%5cbar:big%24money_2010%07', 'cpe:2.3:a:foo\\\\bar:big\\$money_2010\\\x07:*:*:*:*:*:*:*:*'],
])('%s is %s', (uri, name) => {
  expect(cpeName(uri)).toBe(name)
})

test.each(['', 'cpe:/x:a', 'cpe:2.3:a:b:c:*:*:*:*:*:*:*:*', 'cpe:/a:1:2:3:4:5:6:7', 'cpe:/'])(
  '%s stays as it is',
  (text) => {
    expect(cpeName(text)).toBe(text)
  },
)

test.each([
  'cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*',
  'cpe:2.3:a:a\\+b:c\\:d:-:rc1:*:en:*:*:*:*',
  'cpe:2.3:a:a:b:*:*:x:*:home:linux:*:2',
])('%s comes back from the URI of it', (name) => {
  expect(cpeName(cpeUri(name))).toBe(name)
})
