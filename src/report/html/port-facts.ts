import type { Certificate, Service, TlsSession } from '../../model/service.ts'
import type { PortResult } from '../../model/result.ts'
import { bannerBlock } from './banner.ts'
import { detailName, detailText } from './detail-text.ts'
import { cut, markup, type Markup } from './markup.ts'

const LENGTH = 400
const DETAILS = 24
const NAMES = 20

/** All that is known of a port and has no column of its own, as a list of terms. */
export function portFacts(result: PortResult): Markup | undefined {
  const { service, banner } = result
  const facts = [
    ...(service === undefined ? [] : serviceFacts(service)),
    ...(service?.tls === undefined ? [] : tlsFacts(service.tls)),
    fact('marks', result.marks?.join(', ')),
    bannerBlock(banner),
  ].filter((item) => item !== undefined)
  if (facts.length === 0) return undefined
  return markup`<dl>${[...facts, answerFact(result)]}</dl>`
}

function serviceFacts({ vendor, cpe, details, confidence, probe, evidence }: Service): Facts {
  const known = Object.entries(details)
  return [
    fact('known by', `${evidence} (${confidence}, ${probe})`),
    fact('vendor', vendor),
    fact('CPE', cpe?.join(' ')),
    ...known.slice(0, DETAILS).map(([name, value]) => fact(detailName(name), detailText(value))),
    known.length > DETAILS ? fact('more details', String(known.length - DETAILS)) : undefined,
  ]
}

type Facts = readonly (Markup | undefined)[]

function tlsFacts({ version, cipher, alpn, starttls, error, certificate }: TlsSession): Facts {
  const upgrade = starttls === undefined ? undefined : `by STARTTLS (${starttls})`
  return [
    fact('TLS', [version, cipher, alpn, upgrade].filter(Boolean).join(', ')),
    fact('TLS failed', error),
    ...(certificate === undefined ? [] : certificateFacts(certificate)),
  ]
}

function certificateFacts(certificate: Certificate): Facts {
  const { subject, issuer, names, notBefore, notAfter, fingerprint256, selfSigned } = certificate
  const more = names.length > NAMES ? `, … ${names.length - NAMES} more` : ''
  return [
    fact('subject', subject),
    fact('issuer', selfSigned ? `${issuer} (self-signed)` : issuer),
    fact(
      'names',
      `${names
        .slice(0, NAMES)
        .map((name) => cut(name, 100))
        .join(', ')}${more}`,
      2400,
    ),
    fact('valid', `${dateText(notBefore)} to ${dateText(notAfter)}`),
    fact('SHA-256', fingerprint256),
  ]
}

function dateText(date: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(date) ? date.slice(0, 10) : cut(date, 40)
}

function answerFact({ reason, errorCode, rtt, attempts, at }: PortResult): Markup {
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  const why = errorCode === undefined ? reason : `${reason} ${errorCode}`
  const text = `${why}, ${rtt.toFixed(rtt < 10 ? 1 : 0)} ms${tries}, ${at}`
  return markup`<dt>answer</dt><dd>${cut(text, LENGTH)}</dd>`
}

function fact(name: string, value: string | undefined, length = LENGTH): Markup | undefined {
  if (value === undefined || value === '') return undefined
  return markup`<dt>${name}</dt><dd>${cut(value, length)}</dd>`
}
