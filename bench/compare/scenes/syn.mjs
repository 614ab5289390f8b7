import { GATEWAY } from '../lab.mjs'
import { ourScan } from '../our-command.mjs'
import { fromJsonLines, fromMasscanList, fromZmap } from '../parse-output.mjs'

/** The range for benchmarks (RFC 2544), inside the lab's namespaces alone. */
const NETWORK = '198.18.0.0/15'
/** Those that answer: 4,096 addresses of it, with one open port each. */
const HOSTS = '198.18.16.0/20'
const OPEN = 80
/** Faster than any of them is. */
const NO_LIMIT = '10000000'

/** Half-open scans of a network in which nearly nobody is: packets a second are measured, and what is heard meanwhile. */
export const syn = sceneOf({ ports: 8, rounds: 3, limit: 120 })
export const shortSyn = sceneOf({ ports: 1, rounds: 1, limit: 30 })

function sceneOf({ ports, ...bounds }) {
  const range = `${OPEN}-${OPEN + ports - 1}`
  const endpoints = 2 ** 17 * ports
  return {
    title: `SYNs to ${endpoints.toLocaleString('en')} ports of 131,072 addresses, 4,096 of them there`,
    endpoints,
    ...bounds,
    peer: 'masscan',
    truth: () => addresses(HOSTS).map((address) => [address, OPEN]),
    up: (lab) => lab.cable({ network: NETWORK, hosts: [HOSTS], open: [['0.0.0.0', OPEN]] }),
    contenders: (kit) => ({
      synProbe: {
        needs: 'synProbe',
        ...ourScan(kit, {
          targets: [NETWORK],
          ports: range,
          strategy: { name: 'synProbe' },
          timing: 'insane',
          retries: 0,
          concurrency: 200_000,
        }),
      },
      masscan: {
        needs: 'masscan',
        argv: [
          ...['masscan', NETWORK, '-p', range, '--rate', NO_LIMIT, '-e', 'near', '--router-mac', GATEWAY],
          ...['--wait', '1', '-oL', '-'],
        ],
        found: fromMasscanList,
      },
      // It knows one port a run, so it sends as many packets to that.
      zmap: {
        needs: 'zmap',
        argv: [
          ...['zmap', '-p', String(OPEN), '-P', String(ports), '-i', 'near', '-r', NO_LIMIT, '-c', '1', '-q'],
          ...['-b', '/dev/null', '-G', GATEWAY, '-o', '-', NETWORK],
        ],
        found: (text) => fromZmap(text, OPEN),
      },
      'naabu -s s': {
        needs: 'naabu',
        argv: [
          ...['naabu', '-host', NETWORK, '-p', range, '-s', 's', '-Pn', '-rate', '1000000', '-retries', '1'],
          ...['-interface', 'near', '-warm-up-time', '1', '-duc', '-silent', '-json'],
        ],
        found: fromJsonLines,
      },
    }),
  }
}

/** All addresses of a prefix that begins and ends at whole third numbers. */
function addresses(prefix) {
  const [a, b, c] = prefix.split('.').map(Number)
  const count = 2 ** (32 - Number(prefix.split('/')[1]))
  return Array.from({ length: count }, (_, index) => `${a}.${b}.${c + (index >> 8)}.${index & 255}`)
}
