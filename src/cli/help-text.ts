// Printed below the options. Addresses are those of documentation (RFC 5737, RFC 3849) and loopback.

export const scanExamples = `
Examples:
  portscan 127.0.0.1                            the 1000 most common ports of this machine
  portscan -j 100 127.0.0.1 -p-                 all ports, at most 100 connections at once
  portscan 192.0.2.0/24 -p 22,80,443 -sV        a network, with services and versions
  portscan scanme.example --start 20 --end 100  a range of ports
  portscan @hosts.txt --exclude 192.0.2.1 -o scan.json -o scan.csv
  portscan 127.0.0.1 -f ndjson | jq -c 'select(.kind == "port") | .port'
  portscan wait localhost:5432 --timeout 30s    until it is open; see: portscan wait --help
  portscan diff yesterday.json today.json       what changed; see: portscan diff --help
  portscan check ports.yaml                     what may be open, against what is; see: portscan check --help
  portscan serve                                the REST service with its page; see: portscan serve --help

Exit status:
  0 done · 1 the scan failed · 2 bad usage · 3 nothing could be scanned · 130 interrupted

Scan only what is yours, or what its owner has allowed you to scan: elsewhere it may be against the law.
`

export const waitExamples = `
Examples:
  portscan wait localhost:5432                  until the database accepts connections
  portscan wait [::1]:8080 127.0.0.1:6379       until both are open
  portscan wait localhost:3000 --closed         until it is gone

Exit status:
  0 all are as wished · 2 bad usage · 4 ran out of time · 130 interrupted
`

export const diffExamples = `
Examples:
  portscan diff yesterday.json today.json       what changed, for people
  portscan diff nmap.xml today.ndjson -f json   a report of another program; for programs
  portscan diff baseline.json - -o diff.md      the later one from standard input; also a file

Exit status:
  0 no changes · 2 a report cannot be read · 3 no host is in both · 4 something changed
`

export const checkExamples = `
Examples:
  portscan check ports.yaml                     scan what the policy names
  portscan check ports.yaml scan.json           a report, of another program too
  portscan check ports.yaml -o check.sarif -o check.xml   for CI: SARIF, and the XML of JUnit
  portscan check --update ports.yaml scan.json  begin with what is open now

A policy:
  version: 1
  hosts:
    - host: 192.0.2.0/28
      ports: [22, 8000-8010, { port: 443, service: https, tls: { atLeast: TLSv1.2, daysLeft: 14 } }]

Exit status:
  0 as the policy says · 1 the scan failed · 2 the policy or a report cannot be read · 3 nothing could be scanned
  4 a violation, or something that was not looked at · 130 interrupted
`

export const serveExamples = `
Examples:
  portscan serve                                on this machine, for it alone: http://127.0.0.1:8080
  portscan serve --new-key admin                make the first key; print it, and end
  portscan serve --allow 192.0.2.0/24           what may be scanned; from now on with keys
  DATABASE_URL=postgres://… portscan serve --allow 192.0.2.0/24 --host 0.0.0.0

Exit status:
  0 ended by a signal · 1 it could not start or go on · 2 bad usage

Scan only what is yours, or what its owner has allowed you to scan: elsewhere it may be against the law.
`

export const workerExamples = `
Examples:
  DATABASE_URL=postgres://… REDIS_URL=redis://… portscan worker --allow 192.0.2.0/24

Exit status:
  0 ended by a signal · 1 it could not start or go on · 2 bad usage
`
