/** The option of the command behind each option of the library that it sets, as it is rightly used. */
export const OPTION_FLAGS: Readonly<Record<string, string>> = {
  ports: '-p 22,80,8000-8100',
  excludePorts: '--exclude-ports 25,9100',
  exclude: '--exclude 192.0.2.1',
  allow: '--allow 192.0.2.0/24',
  deny: '--deny 192.0.2.0/28',
  allowHuge: '--allow-huge',
  shard: '--shard 1/3',
  seed: '--seed 7',
  family: '-4',
  allAddresses: '--all-addresses',
  resolver: '--resolver 192.0.2.53',
  servers: '--resolver 192.0.2.53',
  reverse: '--reverse',
  services: '--services',
  discovery: '--discovery off',
  'services.contact': '--contact https://scans.example',
  'services.probes': '--probe modbus',
  timing: '--timing 3',
  concurrency: '--concurrency 100',
  rate: '--rate 1000',
  perHostRate: '--per-host-rate 100',
  timeout: '--timeout 500ms',
  retries: '--retries 2',
  hostTimeout: '--host-timeout 5m',
  'stopAfter.open': '--stop-after 1',
  'stopAfter.openPerHost': '--stop-after-per-host 1',
  canary: '--canary 192.0.2.1:22',
  localAddress: '--source 127.0.0.1',
  states: '--states open,filtered',
  resume: '--resume scan.checkpoint',
  interval: '--interval 250ms',
}

/**
 * A message of the library as the command says it: options by the names that were typed, with a right use of the one
 * that is wrong.
 */
export function inFlags(message: string): string {
  const [, quoted, plain, trouble] = /^(?:option '([\w.]+)'|(\w+)): (.*)$/s.exec(message) ?? []
  const key = quoted ?? plain ?? ''
  if (trouble === undefined || !Object.hasOwn(OPTION_FLAGS, key)) return switchesOf(message)
  const use = OPTION_FLAGS[key]!
  // A switch that is missing has no value that could be shown.
  const said = trouble.replace(/^expected true (.*), but got undefined$/s, 'expected $1, but it is not given')
  const example = said.includes('such as') ? '' : ` (a right one: ${use})`
  return `${use.split(' ')[0]}: ${said}${example}`
}

/** `'say allowHuge: true'` as `'say --allow-huge'`. */
function switchesOf(message: string): string {
  return message.replace(/\b(\w+): true\b/g, (text, key: string) =>
    Object.hasOwn(OPTION_FLAGS, key) ? OPTION_FLAGS[key]! : text,
  )
}
