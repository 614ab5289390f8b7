import { ourCommand, ourScan } from '../our-command.mjs'
import { fromNmapGreppable, fromPlainLines, fromRustscan, fromJsonLines } from '../parse-output.mjs'

const ADDRESS = '127.0.0.1'
/** Below, within and above the range from which the system takes ports for dials. */
const OPEN = [22, 80, 443, 1_080, 3_306, 5_432, 8_080, 27_017, 33_333, 44_444, 55_555, 65_535]
const open = OPEN.map((port) => [ADDRESS, port])

/** Every port of this machine's own loopback: nearly all answers are there at once, so it is work that is measured. */
export const loopback = {
  title: '65,535 ports of loopback',
  endpoints: 65_535,
  rounds: 7,
  limit: 60,
  peer: 'nmap -sT',
  truth: () => open,
  up: (lab) => lab.loopback(open),
  contenders: (kit) => ({
    native: ourCommand(kit, ADDRESS, '-p-', '--engine', 'native'),
    'native, 1 thread': ourCommand(kit, ADDRESS, '-p-', '--engine', 'native', '--workers', '1'),
    'node, 2 threads': ourCommand(kit, ADDRESS, '-p-', '--engine', 'node', '--workers', '2'),
    'node, no threads': ourCommand(kit, ADDRESS, '-p-', '--engine', 'node', '--workers', '0'),
    'native, scan alone': ourScan(kit, { targets: [ADDRESS], ports: '1-65535', engine: 'native' }),
    'node, scan alone': ourScan(kit, { targets: [ADDRESS], ports: '1-65535', engine: 'node' }),
    'nmap -sT': {
      needs: 'nmap',
      argv: ['nmap', '-sT', '-T5', '-n', '-Pn', '--min-rate', '100000', '-p-', ADDRESS, '-oG', '-'],
      found: fromNmapGreppable,
    },
    'nmap -sS': {
      needs: 'nmap',
      argv: ['nmap', '-sS', '-T5', '-n', '-Pn', '-p-', ADDRESS, '-oG', '-'],
      found: fromNmapGreppable,
    },
    rustscan: {
      needs: 'rustscan',
      argv: ['rustscan', '-n', '-g', '-a', ADDRESS, '-r', '1-65535', '-b', '500', '-u', '20000'],
      found: fromRustscan,
    },
    naabu: {
      needs: 'naabu',
      argv: [
        ...['naabu', '-host', ADDRESS, '-p', '-', '-s', 'c', '-Pn', '-rate', '15000', '-retries', '1'],
        ...['-warm-up-time', '0', '-duc', '-silent', '-json'],
      ],
      found: fromJsonLines,
    },
    'C loop, 1 thread': loop(kit, '1'),
    'C loop, 2 threads': loop(kit, '2'),
  }),
}

function loop({ loops }, threads) {
  return {
    needs: 'connect-loop',
    argv: [loops['connect-loop'], threads, ADDRESS, '1', '65535'],
    found: fromPlainLines,
  }
}

export const shortLoopback = {
  ...loopback,
  rounds: 1,
  only: ['native', 'node, 2 threads', 'native, scan alone', 'nmap -sT', 'C loop, 2 threads'],
}
