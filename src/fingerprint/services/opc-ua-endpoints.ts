import { known } from '../field.ts'
import type { OpcUaReader } from './opc-ua-reader.ts'

/** A way to reach the server, as it describes it itself. */
export interface OpcUaEndpoint {
  readonly url?: string
  readonly security: 'none' | 'sign' | 'sign-and-encrypt' | 'invalid'
  /** The last part of the security policy's name: `'Basic256Sha256'`. */
  readonly policy?: string
  /** How one may log in: `'anonymous'`, `'user-name'`, `'certificate'`, `'issued-token'`. */
  readonly logins: readonly string[]
}

/** The application that answers, and its end points. */
export interface OpcUaServer {
  readonly applicationUri?: string
  readonly productUri?: string
  readonly applicationName?: string
  readonly endpoints: readonly OpcUaEndpoint[]
}

const [MOST_ENDPOINTS, MOST_PARTS] = [64, 32]
const MODES = ['invalid', 'none', 'sign', 'sign-and-encrypt'] as const
const LOGINS = ['anonymous', 'user-name', 'certificate', 'issued-token'] as const

/** The list of end points (OPC 10000-4, section 7.14): those that are there as a whole, since certificates make it long. */
export function readEndpoints(body: OpcUaReader): OpcUaServer {
  const endpoints: OpcUaEndpoint[] = []
  let application: Omit<OpcUaServer, 'endpoints'> = {}
  body.list(MOST_ENDPOINTS, () => {
    const url = body.text()
    const of = readApplication(body)
    body.skipString()
    const endpoint = readSecurity(body)
    body.skipString()
    body.skip(1)
    if (!body.intact || endpoint === undefined) return
    if (endpoints.length === 0) application = of
    endpoints.push({ ...known({ url }), ...endpoint })
  })
  return { ...application, endpoints }
}

/** OPC 10000-4, section 7.2. */
function readApplication(body: OpcUaReader): Omit<OpcUaServer, 'endpoints'> {
  const applicationUri = body.text()
  const productUri = body.text()
  const applicationName = body.localizedText()
  body.skip(4)
  body.skipString()
  body.skipString()
  body.list(MOST_PARTS, () => body.skipString())
  return known({ applicationUri, productUri, applicationName })
}

function readSecurity(body: OpcUaReader): Omit<OpcUaEndpoint, 'url'> | undefined {
  const security = MODES[body.uint32() ?? MODES.length]
  const policy = body.text()?.split('#').at(-1)
  const logins = body.list(MOST_PARTS, () => readLogin(body))
  if (security === undefined) return undefined
  const told = logins.filter((login) => login !== undefined)
  return { security, ...known({ policy }), logins: [...new Set(told)] }
}

/** OPC 10000-4, section 7.42. */
function readLogin(body: OpcUaReader): string | undefined {
  body.skipString()
  const login = LOGINS[body.uint32() ?? LOGINS.length]
  for (let text = 0; text < 3; text++) body.skipString()
  return login
}
