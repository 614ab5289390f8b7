import { expect, test } from 'vitest'
import { readReport } from '../../../../../../src/report/index.ts'
import { reportFindings } from '../../../../../../src/integrations/server/work/backends/report-findings.ts'

test('open ports with their services, and all counts', async () => {
  const report =
    await readReport(`<?xml version="1.0"?><nmaprun scanner="nmap" args="" start="1795316066" version="7.93">
    <host><status state="up" reason="user-set"/><address addr="127.0.0.1" addrtype="ipv4"/>
    <ports><port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/><service name="ssh" product="OpenSSH" method="probed" conf="10"/></port>
    <port protocol="tcp" portid="23"><state state="closed" reason="conn-refused"/></port></ports></host>
    <runstats><finished time="1795316067" exit="success"/><hosts up="1" down="0" total="1"/></runstats></nmaprun>`)
  expect(reportFindings(report)).toMatchObject([
    {
      address: '127.0.0.1',
      counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 1 } },
      ports: [{ address: '127.0.0.1', port: 22, transport: 'tcp', state: 'open', service: { name: 'ssh' } }],
    },
  ])
})
