// Reports as nmap and masscan write them, made up: hosts of documentation ranges.

export const NMAP = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.95 scan initiated Sat Nov 21 07:00:00 2026 as: nmap -sS -sU -sV 192.0.2.0/29 -->
<nmaprun scanner="nmap" args="nmap -sS -sU -sV 192.0.2.0/29" start="1795244400" startstr="x" version="7.95" xmloutputversion="1.05">
<scaninfo type="syn" protocol="tcp" numservices="4" services="22,80,443,8443"/>
<scaninfo type="udp" protocol="udp" numservices="1" services="53"/>
<verbose level="1"/>
<debugging level="0"/>
<taskbegin task="ARP Ping Scan" time="1795244400"/>
<hosthint><status state="up" reason="arp-response" reason_ttl="0"/>
<address addr="192.0.2.200" addrtype="ipv4"/><hostnames><hostname name="hint.example" type="PTR"/></hostnames></hosthint>
<target specification="gone.example" status="skipped" reason="invalid"/>
<host starttime="1795244401" endtime="1795244409"><status state="up" reason="arp-response" reason_ttl="0"/>
<address addr="192.0.2.1" addrtype="ipv4"/>
<address addr="00:00:5E:00:53:01" addrtype="mac" vendor="Example"/>
<hostnames>
<hostname name="www.example" type="user"/>
<hostname name="a.example" type="PTR"/>
</hostnames>
<ports><extraports state="filtered" count="1">
<extrareasons reason="no-responses" count="1" proto="tcp" ports="8443"/>
</extraports>
<port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="64"/><service name="ssh" product="OpenSSH" version="9.2p1 Debian 2" extrainfo="protocol 2.0" ostype="Linux" method="probed" conf="10"><cpe>cpe:/a:openbsd:openssh:9.2p1</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service><script id="ssh-hostkey" output="x"><elem key="pem">no</elem><table><elem key="type">rsa</elem></table></script></port>
<port protocol="tcp" portid="80"><state state="closed" reason="reset" reason_ttl="64"/><service name="http" method="table" conf="3"/></port>
<port protocol="tcp" portid="443"><state state="open" reason="syn-ack" reason_ttl="64"/><service name="http" product="nginx" hostname="www.example" devicetype="load balancer" tunnel="ssl" method="probed" conf="10"/></port>
<port protocol="udp" portid="53"><state state="open|filtered" reason="no-response" reason_ttl="0"/><service name="domain" method="table" conf="3"/></port>
</ports>
<os><osmatch name="Linux" accuracy="96" line="1"><osclass type="x" vendor="Linux" osfamily="Linux" osgen="5.X" accuracy="96"><cpe>cpe:/o:linux:linux_kernel:5</cpe></osclass></osmatch></os>
<times srtt="46" rttvar="2830" to="100000"/>
</host>
<host><status state="down" reason="no-response" reason_ttl="0"/>
<address addr="192.0.2.2" addrtype="ipv4"/>
</host>
<host starttime="1795244402" endtime="1795244409" timedout="true"><status state="up" reason="echo-reply" reason_ttl="61"/>
<address addr="2001:DB8::0:1" addrtype="ipv6"/>
<hostnames>
</hostnames>
<times srtt="46" rttvar="2830" to="100000"/>
</host>
<runstats><finished time="1795244410" timestr="x" summary="x" elapsed="9.61" exit="success"/><hosts up="2" down="6" total="8"/>
</runstats>
</nmaprun>
`

/** One host with these ports. */
export function nmapRun(ports: string, scanner = 'nmap'): string {
  return `<nmaprun scanner="${scanner}" start="1795244400" version="7"><host endtime="1795244409"><address addr="192.0.2.1" addrtype="ipv4"/><ports>${ports}</ports></host><runstats><finished time="1795244410" elapsed="1"/></runstats></nmaprun>`
}

export const MASSCAN_XML = `<?xml version="1.0"?>\r
<!-- masscan v1.0 scan -->\r
<nmaprun scanner="masscan" start="1795244400" version="1.0-BETA"  xmloutputversion="1.03">\r
<scaninfo type="syn" protocol="tcp" />\r
<host endtime="1795244401"><address addr="192.0.2.7" addrtype="ipv4"/><ports><port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="64"/></port></ports></host>\r
<host endtime="1795244402"><address addr="192.0.2.8" addrtype="ipv4"/><ports><port protocol="tcp" portid="80"><state state="closed" reason="rst-ack" reason_ttl="64"/></port></ports></host>\r
<host endtime="1795244403"><address addr="192.0.2.7" addrtype="ipv4"/><ports><port protocol="tcp" portid="22"><state state="open" reason="response" reason_ttl="64" /><service name="ssh" banner="SSH-2.0-x\\x0d\\x0a"></service></port></ports></host>\r
<runstats>\r
<finished time="1795244410" timestr="2026-11-21 07:00:10" elapsed="10" />\r
<hosts up="1" down="1" total="2" />\r
</runstats>\r
</nmaprun>\r
`

/** What masscan's JSON has between its brackets. */
export const MASSCAN = [
  '{   "ip": "192.0.2.7",   "timestamp": "1795244401", "ports": [ {"port": 22, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }',
  '{   "ip": "192.0.2.8",   "timestamp": "1795244402", "ports": [ {"port": 80, "proto": "tcp", "status": "closed", "reason": "rst-ack", "ttl": 64} ] }',
  '{   "ip": "192.0.2.7",   "timestamp": "1795244403", "ports": [ {"port": 22, "proto": "tcp", "service": {"name": "ssh", "banner": "SSH-2.0-x\\u000d\\u000a"} } ] }',
] as const
