/** The fields of one port: number, state, transport, owner, service, RPC, version. */
export type GrepablePort = readonly string[]

/** The hosts of a grepable text, read as people's scripts do: by tabs, by `', '`, by `/`. Throws at any other line. */
export function readGrepable(text: string): { readonly host: string; readonly ports: GrepablePort[] }[] {
  const hosts: { host: string; ports: GrepablePort[] }[] = []
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('the last line has no end')
  for (const line of lines) {
    if (line.startsWith('# ')) continue
    const [host = '', second = '', ...others] = line.split('\t')
    if (!/^Host: \S+ \([^()]*\)$/.test(host)) throw new Error(`no host in ${line}`)
    if (/^Status: (Up|Down)$/.test(second) && others.length === 0) continue
    const [, list] = /^Ports: (.*)$/.exec(second) ?? []
    if (list === undefined) throw new Error(`no ports in ${line}`)
    if (others.some((other) => !/^Ignored State: [a-z|]+ \(\d+\)/.test(other))) throw new Error(line)
    hosts.push({ host, ports: list === '' ? [] : list.split(', ').map(portFields) })
  }
  return hosts
}

function portFields(text: string): GrepablePort {
  const fields = text.split('/')
  if (fields.length !== 8 || fields[7] !== '') throw new Error(`expected seven fields in ${text}`)
  return fields.slice(0, 7)
}
