import { FIELD_LIMIT } from '../field.ts'
import type { Match } from '../service-probe.ts'
import type { ProductField } from './product-source.ts'

type Told = readonly [field: ProductField, text: string]
type Details = Readonly<Record<string, unknown>>

/** Where in the details of a service its texts stand, those first that say most of the software. */
const places: Readonly<Record<string, readonly (readonly [ProductField, (details: Details) => unknown])[]>> =
  {
    ssh: [['ssh', ({ software, comments }) => [software, comments].filter(isText).join(' ')]],
    ftp: [['ftp', ({ greeting }) => greeting]],
    smtp: [['smtp', ({ greeting }) => greeting]],
    pop3: [['pop3', ({ greeting }) => greeting]],
    imap: [['imap', ({ text }) => text]],
    nntp: [['nntp', ({ greeting }) => greeting]],
    telnet: [['telnet', ({ text }) => text]],
    http: [
      ['http-server', ({ server }) => server],
      ['http-powered-by', ({ poweredBy }) => poweredBy],
      ['http-authenticate', ({ authentication }) => challenge(authentication)],
      ['http-cookie', ({ cookies }) => cookieText(cookies)],
      ['http-title', ({ title }) => title],
    ],
    dns: [['dns', ({ versionText }) => versionText]],
    mysql: [
      ['mysql', ({ serverVersion }) => serverVersion],
      ['mysql-error', ({ error }) => (isObject(error) ? error['message'] : undefined)],
    ],
    snmp: [['snmp', ({ description }) => description]],
    sip: [['sip', ({ server }) => server]],
    rtsp: [['rtsp', ({ server }) => server]],
    x11: [['x11', ({ vendor }) => vendor]],
  }

/** The texts of a match that may name its software, at most 512 characters each. */
export function toldFields({ name, details = {} }: Match): readonly Told[] {
  const own = Object.hasOwn(places, name) ? places[name]! : []
  return own.flatMap(([field, read]): Told[] => {
    const text = read(details)
    return isText(text) ? [[field, text.slice(0, FIELD_LIMIT)]] : []
  })
}

// As a server writes its first challenge; Recog and its like read it so.
function challenge(list: unknown): string | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  if (!isObject(first) || !isText(first['scheme']) || !isText(first['realm'])) return undefined
  return `${first['scheme']} realm="${first['realm']}"`
}

// The values of cookies are not kept, and say nothing of the software.
function cookieText(names: unknown): string | undefined {
  return Array.isArray(names)
    ? names
        .filter(isText)
        .map((name) => `${name}=`)
        .join('; ')
    : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isObject(value: unknown): value is Details {
  return typeof value === 'object' && value !== null
}
