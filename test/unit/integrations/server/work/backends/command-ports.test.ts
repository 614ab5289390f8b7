import { expect, test } from 'vitest'
import { commandPorts } from '../../../../../../src/integrations/server/work/backends/command-ports.ts'

test.each([
  ['22,80-82', 'nmap', '22,80-82'],
  ['22,U:53,161-162', 'nmap', 'T:22,U:53,161-162'],
  ['U:53', 'nmap', 'U:53'],
  ['22,U:53,161-162', 'masscan', '22,U:53,U:161-162'],
  ['U:53', 'masscan', 'U:53'],
  ['22,80-82', 'rustscan', '22,80,81,82'],
] as const)('%s for %s', (ports, program, written) => {
  expect(commandPorts(ports, program)).toBe(written)
})
