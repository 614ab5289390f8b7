import { expect, test } from 'vitest'
import { targetsOfCommand } from '../../../../src/report/read/nmap-targets.ts'

test.each<[string, string[]]>([
  ['nmap 192.0.2.0/24', ['192.0.2.0/24']],
  [
    'nmap -sS -T4 -p 22,80 -oX out.xml 192.0.2.1 192.0.2.9-20 10.0-3.1,7.*',
    ['192.0.2.1', '192.0.2.9-20', '10.0-3.1,7.*'],
  ],
  ['nmap -6 2001:db8::/64 2001:db8::1', ['2001:db8::/64', '2001:db8::1']],
  ['nmap --dns-servers 192.0.2.53 -S 192.0.2.5 -D 192.0.2.6 198.51.100.0/24', ['198.51.100.0/24']],
  ['nmap --exclude 192.0.2.7 192.0.2.0/24', []],
  ['nmap --excludefile x 192.0.2.0/24', []],
  ['nmap --open 192.0.2.0/24', []],
  ['nmap -iL hosts.txt www.example', []],
  ['nmap -p 1.2.3 22', []],
  ['', []],
])('%s', (args, targets) => {
  expect(targetsOfCommand(args)).toEqual(targets)
})
