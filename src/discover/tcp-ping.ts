import { ownSignal } from '../flow/own-signal.ts'
import { ScanError } from '../model/errors.ts'
import type { ResolvedHost } from '../model/host.ts'
import { dialPort, type Answer } from './dial-port.ts'
import type { Discoverer, DiscoverTools, Discovery } from './discoverer.ts'

/** Whom `tcpPing` asks, and how long. */
export interface TcpPingOptions {
  /**
   * 1 to 64 TCP ports. Default 443, 80, 22, 445, 3389, 53, 8080, which are the ones that firewalls let through most
   * often, and 64999, which nobody uses: where nothing is filtered it refuses at once.
   */
  readonly ports?: readonly number[]
  /** Milliseconds to wait for one try. Default 1,000. */
  readonly timeout?: number
  /** How often ports that kept silent are asked again: a packet may be lost. Default 1. */
  readonly retries?: number
}

const PORTS: readonly number[] = [443, 80, 22, 445, 3389, 53, 8080, 64_999]

/**
 * Needs no privileges: dials some ports, all at once where `perHost` permits, until the first proof. A port that is
 * open proves that the host is up, and so does one that refuses. What a router says ("unreachable") proves nothing, and
 * neither does silence: a host that answers on none of these ports is not found. Throws `ERR_OPTION` at the call.
 *
 * @example
 * for await (const port of scan('192.0.2.0/24', { discovery: [tcpPing({ ports: [22, 443] })] })) console.log(port)
 */
export function tcpPing(options: TcpPingOptions = {}): Discoverer {
  const { ports = PORTS, timeout = 1_000, retries = 1, ...unknown } = options
  checkKeys(unknown)
  const wanted = Array.isArray(ports) ? [...new Set(ports as readonly number[])] : []
  check('ports', wanted.length >= 1 && wanted.length <= 64 && wanted.every(isPort), '1 to 64 ports', ports)
  check('timeout', timeout > 0 && timeout <= 3_600_000, 'milliseconds, above 0 to 3600000', timeout)
  check('retries', whole(retries, 0, 100), 'a whole number from 0 to 100', retries)
  return {
    name: 'tcp-ping',
    async discover(host, tools) {
      let left = wanted
      let heard: Discovery | undefined
      for (let tries = 0; tries <= retries && left.length > 0 && !tools.signal.aborted; tries++) {
        const answers = await askInTurn(host, left, timeout, tools)
        const proof = answers.find(({ verdict }) => verdict === 'up' || verdict === 'barred')
        if (proof !== undefined) return proof.verdict === 'up' ? saying('up', proof) : UNKNOWN
        left = answers.filter(({ verdict }) => verdict !== 'unreachable').map(({ port }) => port)
        const told = answers.find(({ verdict }) => verdict === 'unreachable')
        heard = told === undefined ? heard : saying('silent', told)
        // What this machine could not ask must not look like silence.
        if (tries === retries && answers.some(({ verdict }) => verdict === 'unasked')) return UNKNOWN
      }
      return tools.signal.aborted ? UNKNOWN : (heard ?? { status: 'silent', reason: 'no-response' })
    },
  }
}

const UNKNOWN: Discovery = { status: 'unknown' }

function saying(status: Discovery['status'], { reason, rtt }: Answer): Discovery {
  return { status, ...(reason !== undefined && { reason }), rtt }
}

/** Dials in groups as large as `perHost` permits; what comes after a proof is not dialled any more. */
async function askInTurn(
  host: ResolvedHost,
  ports: readonly number[],
  timeout: number,
  tools: DiscoverTools,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const group = Math.max(1, tools.perHost)
  for (let at = 0; at < ports.length; at += group) {
    answers.push(...(await askAtOnce(host, ports.slice(at, at + group), timeout, tools)))
    if (answers.some(({ verdict }) => verdict === 'up' || verdict === 'barred')) break
  }
  return answers
}

/** The answers up to the first proof, with which the other dials end. */
function askAtOnce(
  host: ResolvedHost,
  ports: readonly number[],
  timeout: number,
  tools: DiscoverTools,
): Promise<readonly Answer[]> {
  const enough = new AbortController()
  const { signal, release } = ownSignal(tools.signal, enough.signal)
  const answers: Answer[] = []
  return new Promise((resolve, reject) => {
    const take = (answer: Answer): void => {
      answers.push(answer)
      const proof = answer.verdict === 'up' || answer.verdict === 'barred'
      if (!proof && answers.length < ports.length) return
      resolve([...answers])
      leave()
    }
    const leave = (): void => {
      enough.abort()
      release()
    }
    const broken = (error: Error): void => {
      reject(error)
      leave()
    }
    for (const port of ports) dialPort(host, port, timeout, { ...tools, signal }).then(take, broken)
  })
}

function checkKeys(unknown: object): void {
  const [key] = Object.keys(unknown)
  if (key === undefined) return
  const message = `tcpPing: unknown option '${key}'; expected { ports, timeout, retries }`
  throw new ScanError('ERR_OPTION', message, { input: key })
}

const whole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most
const isPort = (port: number): boolean => whole(port, 1, 65_535)

function check(key: string, right: boolean, expected: string, value: unknown): void {
  if (right) return
  const got = Array.isArray(value) ? `[${value.slice(0, 8).join(', ')}]` : String(value)
  throw new ScanError('ERR_OPTION', `tcpPing: option '${key}': expected ${expected}, but got ${got}`, {
    input: key,
  })
}
