import { viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import { pageFacts } from '../html-page.ts'
import { bodyOf } from '../http-body.ts'
import { authority, httpRequest } from '../http-request.ts'
import { header, isWholeResponse, parseHttpResponse } from '../http-response.ts'
import { ippAttributes, ippMessage, type IppAttributes } from '../ipp-message.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { webSoftware, withPage } from '../web-software.ts'

/** `details` of a service named `ipp`. */
export interface IppDetails {
  /** Status code of its answer (RFC 8011, appendix B): 0 is "successful-ok", 0x0406 "not-found". */
  readonly status?: number
  /** Version that it answered in: `'1.1'`. */
  readonly ippVersion?: string
  readonly makeAndModel?: string
  readonly printerName?: string
  readonly firmware?: string
  readonly uuid?: string
  /** The field `Server` of the HTTP around it. */
  readonly server?: string
}

const GET_PRINTER_ATTRIBUTES = 0x000b
const TYPE = 'application/ipp'
const WANTED = [
  'printer-make-and-model',
  'printer-name',
  'printer-firmware-string-version',
  'printer-uuid',
  'ipp-versions-supported',
]

function hello(context: HelloContext): Uint8Array {
  const id = 1 + Math.floor(context.random() * 0x7fff_fffe)
  const bytes = ippMessage(GET_PRINTER_ATTRIBUTES, id, [
    [0x45, 'printer-uri', [`ipp://${authority(context)}/ipp/print`]],
    [0x44, 'requested-attributes', WANTED],
  ])
  return httpRequest('/ipp/print', context, { type: TYPE, bytes })
}

const attributes: Matcher = (answer, { sent }) => {
  const response = parseHttpResponse(answer)
  if (response?.bodyAt === undefined || !isIpp(header(response, 'content-type'))) return undefined
  const parsed = ippAttributes(bodyOf(response, answer))
  if (parsed === undefined) return undefined
  const asked = sent === undefined ? undefined : requestId(sent)
  if (asked !== undefined && asked !== parsed.requestId) return undefined
  const server = header(response, 'server')
  return {
    name: 'ipp',
    ...(server !== undefined && describeSoftware('http-server', server)),
    ...deviceOf(parsed),
    details: { ...detailsOf(parsed), ...present({ server: cleanValue(server) }) },
    confidence: asked === undefined ? 'structured' : 'verified',
    evidence: asked === undefined ? 'an answer of IPP' : 'our request id came back',
  }
}

function isIpp(type = ''): boolean {
  return type.slice(0, 15).toLowerCase() === TYPE
}

/** The request id in what was sent; it stands behind the head, version and operation. */
function requestId(sent: Uint8Array): number | undefined {
  const at = Buffer.from(sent).indexOf('\r\n\r\n')
  return at !== -1 && at + 12 <= sent.length ? viewOf(sent).getUint32(at + 8) : undefined
}

function deviceOf({ values }: IppAttributes): Partial<Match> {
  const model = values.get('printer-make-and-model')
  return model === undefined ? {} : { info: model, device: 'printer' }
}

function detailsOf({ version, status, values }: IppAttributes): IppDetails {
  return {
    status,
    ippVersion: version,
    ...present({
      makeAndModel: values.get('printer-make-and-model'),
      printerName: values.get('printer-name'),
      firmware: values.get('printer-firmware-string-version'),
      uuid: values.get('printer-uuid'),
    }),
  }
}

/** CUPS says its whole version in the titles of its pages only. */
function askForPage(context: HelloContext): DetailStep {
  return {
    send: httpRequest('/', context),
    fresh: true,
    enough: isWholeResponse,
    merge: (known, answer) => {
      const response = parseHttpResponse(answer)
      if (response === undefined) return known
      const page = webSoftware(response, answer, pageFacts(bodyOf(response, answer)))
      return page.product === known.product ? withPage(known, page) : known
    },
  }
}

/**
 * Internet Printing Protocol (RFC 8010, RFC 8011 section 4.2.5).
 *
 * Asks: Get-Printer-Attributes; `GET /` where CUPS answers. Nothing is printed.
 * Known by: an answer of type application/ipp with our request id.
 * Version: `Server`, the title of CUPS's page.
 */
export const ipp: ServiceProbe = {
  name: 'ipp',
  ports: [631],
  tlsPorts: [631],
  rarity: 8,
  hello,
  enough: isWholeResponse,
  matchers: [attributes],
  detail: (match, step, context) =>
    step === 0 && match.product === 'CUPS' && !/\.\d+\./.test(match.version ?? '')
      ? askForPage(context)
      : undefined,
}
