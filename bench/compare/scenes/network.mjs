import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ourCommand, ourScan } from '../our-command.mjs'
import { fromJsonLines, fromNmapGreppable, fromPlainLines, fromRustscan } from '../parse-output.mjs'

/** A network of documentation (RFC 5737), inside the lab's namespaces alone. */
const NETWORK = '203.0.113'
const OPEN = [22, 80, 443, 587, 631, 873, 989, 1_000]

/** Most hosts are not there, and their silence has to be waited for: it is pace and memory that are measured. */
export const network = sceneOf({ hosts: 254, ports: 1_000, rounds: 3, limit: 400 })
export const shortNetwork = sceneOf({
  hosts: 40,
  ports: 100,
  rounds: 1,
  limit: 60,
  only: ['native', 'node', 'C loop'],
})

function sceneOf({ hosts, ports, ...bounds }) {
  const all = Array.from({ length: hosts }, (_, host) => `${NETWORK}.${host + 1}`)
  const up = all.filter((_, host) => host % 10 === 9)
  const open = up.flatMap((address) => OPEN.filter((port) => port <= ports).map((port) => [address, port]))
  const range = `1-${ports}`
  return {
    title: `${hosts} hosts × ${ports.toLocaleString('en')} ports, one host in ten there, the others silent`,
    endpoints: hosts * ports,
    ...bounds,
    peer: 'nmap -sT',
    truth: () => open,
    up: (lab) => {
      writeFileSync(listIn(lab.folder), all.join('\n') + '\n')
      return lab.cable({ network: `${NETWORK}.0/24`, hosts: up.map((address) => `${address}/32`), open })
    },
    contenders: (kit) => {
      const list = listIn(kit.folder)
      return {
        native: ourCommand(kit, `@${list}`, '-p', range, '--engine', 'native', '-T4'),
        node: ourCommand(kit, `@${list}`, '-p', range, '--engine', 'node', '-T4'),
        'native, scan alone': ourScan(kit, {
          targets: all,
          ports: range,
          engine: 'native',
          timing: 'aggressive',
        }),
        'nmap -sT': {
          needs: 'nmap',
          argv: ['nmap', '-sT', '-T4', '-n', '-Pn', '-p', range, '-iL', list, '-oG', '-'],
          found: fromNmapGreppable,
        },
        rustscan: {
          needs: 'rustscan',
          argv: ['rustscan', '-n', '-g', '-a', list, '-r', range, '-u', '20000'],
          found: fromRustscan,
        },
        // It waits for silent hosts as long as the system does, whatever its time-out is.
        naabu: {
          needs: 'naabu',
          limit: 60,
          argv: [
            ...['naabu', '-list', list, '-p', range, '-s', 'c', '-Pn', '-rate', '5000', '-c', '5000'],
            ...['-retries', '1', '-warm-up-time', '0', '-duc', '-silent', '-json'],
          ],
          found: fromJsonLines,
        },
        'C loop': {
          needs: 'connect-window',
          argv: [kit.loops['connect-window'], '100', '1', String(ports)],
          input: all.join('\n'),
          found: fromPlainLines,
        },
      }
    },
  }
}

function listIn(folder) {
  return join(folder, 'hosts')
}
