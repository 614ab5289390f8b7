import type { AskedFor, CannedAnswer } from './canned-service.ts'

const ATTACKS = [
  '<script>window.owned = 1; alert(1)</script>',
  '</script><script>window.owned = 1</script>',
  '"><img src=x onerror="window.owned = 1">',
  "'><svg onload='window.owned = 1'>",
  '--><iframe src="javascript:parent.owned = 1"></iframe><!--',
  '</style></title></textarea></pre><body onload="window.owned = 1">',
  '<a href="javascript:window.owned = 1" autofocus onfocus="window.owned = 1">x</a>',
  '<meta http-equiv="refresh" content="0;url=javascript:window.owned=1">',
  '<base href="http://192.0.2.1/"><link rel="stylesheet" href="http://192.0.2.1/x.css">',
  'javascript:window.owned=1',
  '//192.0.2.1/x',
  '../../../x?y#z',
  '\u202Etxt.exe\u2066\u0000\u001B[2J\u200B',
  'long'.repeat(5000),
  '__proto__',
]

/** Answers of a service in which every text that a peer can choose is an attack, or what `choose` says. */
export function hostileAnswers(
  choose: (at: number) => string = (at) => ATTACKS[at] ?? '',
): (asked: AskedFor) => CannedAnswer | undefined {
  const texts = ATTACKS.map((_, at) => choose(at))
  const services = texts.map((text, at) => ({ ...portOf(at), service: serviceOf(text) }))
  const times = { created_at: '2026-11-21T09:00:00Z', started_at: '2026-11-21T09:00:00Z' }
  // As long as a name can be that the service took.
  const hosts = texts.map((text, at) => ({
    host: `${at}${text.slice(0, 253)}`,
    scanned_at: times.created_at,
    scan_id: text,
    open_ports: [at + 1],
  }))
  const results = texts.map((text, at) => ({
    ...hosts[0],
    scan_id: `${at} ${text.slice(0, 100)}`,
    scanned: text,
    backend: text,
    complete: false,
    services,
  }))
  const scans = texts.map((text, at) => ({
    ...times,
    scan_id: `${at} ${text.slice(0, 100)}`,
    status: 'done',
    shards: 1,
    shards_done: 1,
    request: { hosts: [text], ports: text, services: true, timing: text },
  }))
  const statuses = texts.map((host) => ({
    ...times,
    host,
    status: 'failed',
    done: 0,
    shards: 1,
    attempts: 3,
    error: host,
  }))
  const diff = {
    newly_opened: [20, 21],
    newly_closed: [22],
    changed_services: services.map(changedOf),
    note: texts[0],
  }
  const events = services.map(
    ({ service, ...port }, at) =>
      `id: ${at}\nevent: port\ndata: ${JSON.stringify({ ...port, host: service.name, service })}\n\n`,
  )
  return ({ path }) => {
    if (path.startsWith('/hosts')) return { body: { items: hosts } }
    if (path.startsWith('/results/')) return { body: results }
    if (path.startsWith('/scans')) return { body: { items: scans } }
    if (path.startsWith('/diff/')) return { body: diff }
    if (path.endsWith('/events')) return { events }
    return { body: statuses }
  }
}

function portOf(at: number): {
  address: string
  port: number
  transport: string
  state: string
  reason: string
} {
  return { address: '192.0.2.7', port: at + 1, transport: 'tcp', state: 'open', reason: 'syn-ack' }
}

function serviceOf(text: string): { readonly name: string } {
  const certificate = { subject: text, issuer: text, names: [text], notAfter: text }
  const tls = { version: text, cipher: text, certificate }
  return {
    name: text,
    ...{ product: text, version: text, info: text, hostname: text, tls, details: { title: text } },
  }
}

function changedOf({ service, ...port }: { readonly service: { readonly name: string } }): unknown {
  return { ...port, changes: [service.name], before: service, after: service }
}
