// What scanners say was open, as `address:port`, once each.

/** One JSON object a line: ours, and naabu's. */
export function fromJsonLines(text) {
  const rows = lines(text).filter((line) => /^\{.*\}$/.test(line))
  return unique(
    rows
      .map((line) => JSON.parse(line))
      .filter(({ kind, state }) => kind === undefined || (kind === 'port' && state === 'open'))
      .map(({ address, ip, port }) => `${address ?? ip}:${port}`),
  )
}

/** `nmap -oG -`. */
export function fromNmapGreppable(text) {
  return unique(
    lines(text).flatMap((line) => {
      const { 1: address, 2: ports } = /^Host: (\S+) .*\tPorts: ([^\t]*)/.exec(line) ?? []
      return [...(ports ?? '').matchAll(/(\d+)\/open\//g)].map(([, port]) => `${address}:${port}`)
    }),
  )
}

/** `rustscan -g`: `192.0.2.1 -> [22,80]`. */
export function fromRustscan(text) {
  return unique(
    lines(text).flatMap((line) => {
      const { 1: address, 2: ports } = /^(\S+) -> \[([\d,]*)\]/.exec(line) ?? []
      return (ports ?? '')
        .split(',')
        .filter(Boolean)
        .map((port) => `${address}:${port}`)
    }),
  )
}

/** `masscan -oL -`: `open tcp 22 192.0.2.1 1700000000`. */
export function fromMasscanList(text) {
  return unique(
    [...text.matchAll(/^open tcp (\d+) (\S+) /gm)].map(([, port, address]) => `${address}:${port}`),
  )
}

/** `zmap` prints addresses alone: it knows one port a run. */
export function fromZmap(text, port) {
  return unique([...text.matchAll(/^\d+\.\d+\.\d+\.\d+$/gm)].map(([address]) => `${address}:${port}`))
}

/** `address:port` a line. */
export function fromPlainLines(text) {
  return unique(lines(text).filter((line) => /^\S+:\d+$/.test(line)))
}

function lines(text) {
  return text.split('\n').map((line) => line.trimEnd())
}

function unique(endpoints) {
  return [...new Set(endpoints)]
}
