import { GATEWAY } from '../lab.mjs'
import { ourScan } from '../our-command.mjs'
import { fromJsonLines, fromMasscanList, fromZmap } from '../parse-output.mjs'

/** Of the range for benchmarks (RFC 2544), inside the lab's namespaces alone. */
const NETWORK = '198.18.0.0'
const OPEN = 80
/** Faster than any of them is. */
const NO_LIMIT = '10000000'

/** Half-open scans: packets a second are measured, with what is heard meanwhile. */
export const syn = sceneOf({ addresses: 64, there: 16, ports: 16_384, rounds: 3, limit: 120 })
export const shortSyn = sceneOf({ addresses: 64, there: 16, ports: 1_024, rounds: 1, limit: 30 })

/** Powers of two, all of them: so many `addresses`, the first of which are `there`, with one open port each. */
function sceneOf({ addresses, there, ports, ...bounds }) {
  const network = prefix(addresses)
  const range = `${OPEN}-${OPEN + ports - 1}`
  return {
    title: `SYNs to ${addresses} hosts × ${ports.toLocaleString('en')} ports, ${there} hosts there, the others silent`,
    endpoints: addresses * ports,
    ...bounds,
    peer: 'masscan',
    truth: () => firstOf(there).map((address) => [address, OPEN]),
    up: (lab) => lab.cable({ network, hosts: [prefix(there)], open: [['0.0.0.0', OPEN]] }),
    contenders: (kit) => ({
      synProbe: {
        needs: 'synProbe',
        ...ourScan(kit, {
          targets: [network],
          ports: range,
          strategy: { name: 'synProbe' },
          timing: 'insane',
          retries: 0,
          // As many as there are: it needs no descriptor for each.
          ...{ concurrency: 65_536, perHost: 65_536 },
        }),
      },
      masscan: {
        needs: 'masscan',
        argv: [
          ...['masscan', network, '-p', range, '--rate', NO_LIMIT, '-e', 'near', '--router-mac', GATEWAY],
          ...['--wait', '1', '-oL', '-'],
        ],
        found: fromMasscanList,
      },
      // It knows one port a run, so it sends as many packets to that.
      zmap: {
        needs: 'zmap',
        argv: [
          ...['zmap', '-p', String(OPEN), '-P', String(ports), '-i', 'near', '-r', NO_LIMIT, '-c', '1', '-q'],
          ...['-b', '/dev/null', '-G', GATEWAY, '-o', '-', network],
        ],
        found: (text) => fromZmap(text, OPEN),
      },
      'naabu -s s': {
        needs: 'naabu',
        argv: [
          ...['naabu', '-host', network, '-p', range, '-s', 's', '-Pn', '-rate', '1000000', '-retries', '1'],
          ...['-interface', 'near', '-warm-up-time', '1', '-duc', '-silent', '-json'],
        ],
        found: fromJsonLines,
      },
    }),
  }
}

function prefix(addresses) {
  return `${NETWORK}/${32 - Math.log2(addresses)}`
}

function firstOf(count) {
  return Array.from({ length: count }, (_, index) => NETWORK.replace(/\d+$/, String(index)))
}
