import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `x11`. */
export interface X11Details {
  /** Whether anybody may draw and read the keyboard there. */
  readonly open: boolean
  /** As the server calls its maker, and the number of its release. */
  readonly vendor?: string
  readonly release?: number
  /** Why it is not open. */
  readonly refusal?: string
}

// Little endian, version 11.0, no authentication.
const SETUP = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const [FAILED, SUCCESS, AUTHENTICATE] = [0, 1, 2]
const FIXED = 40
const MOST_TEXT = 256

const success: Matcher = (answer) => {
  if (answer.length < FIXED || answer[0] !== SUCCESS || answer[1] !== 0) return undefined
  const view = viewOf(answer)
  const [length, vendorLength] = [4 * view.getUint16(6, true), view.getUint16(24, true)]
  // Vendor, pixmap formats of 8 bytes and at least one screen of 40 make up the rest.
  const fits = FIXED + padded(vendorLength) + 8 * answer[29]! <= 8 + length
  const [images, bits] = [answer[30]!, answer[31]!]
  if (view.getUint16(2, true) !== 11 || !fits || vendorLength > MOST_TEXT || images > 1 || bits > 1)
    return undefined
  const [vendor, release] = [cleanValue(latin1(answer, FIXED, FIXED + vendorLength)), view.getUint32(8, true)]
  return {
    name: 'x11',
    ...softwareOf(vendor ?? '', release),
    details: { open: true, release, ...present({ vendor }) } satisfies X11Details,
    confidence: 'verified',
    evidence: 'connection set up, its length fits',
  }
}

const refusal: Matcher = (answer) => {
  if (answer.length < 12 || answer[0] !== FAILED) return undefined
  const view = viewOf(answer)
  const length = 4 * view.getUint16(6, true)
  // The reason, filled up to a multiple of four, and no more.
  const fits = padded(answer[1]!) === length && answer.length === 8 + length
  if (answer[1] === 0 || view.getUint16(2, true) !== 11 || view.getUint16(4, true) > 9 || !fits)
    return undefined
  return denied(latin1(answer, 8, 8 + answer[1]!))
}

const furtherAuthentication: Matcher = (answer) => {
  if (answer.length < 12 || answer[0] !== AUTHENTICATE) return undefined
  const isEmpty = answer.subarray(1, 6).every((byte) => byte === 0)
  const length = 4 * viewOf(answer).getUint16(6, true)
  return isEmpty && answer.length === 8 + length
    ? denied(latin1(answer, 8, 8 + MOST_TEXT).split('\0', 1)[0]!)
    : undefined
}

function denied(text: string): Match {
  return {
    name: 'x11',
    details: { open: false, ...present({ refusal: cleanValue(text) }) } satisfies X11Details,
    confidence: 'verified',
    evidence: 'connection refused in the words of X11, their length fits',
  }
}

const VENDORS: readonly (readonly [on: RegExp, product: string, vendor: string, cpe?: string])[] = [
  [/^The X\.Org Foundation|^The X\.Org Group/, 'X.Org X server', 'X.Org', 'x.org:x_server'],
  [/^The XFree86 Project/, 'XFree86', 'XFree86', 'xfree86_project:xfree86'],
  [/^The Cygwin\/X Project/, 'Cygwin/X', 'Cygwin'],
  [/^Colin Harrison/, 'Xming', 'Colin Harrison'],
  [/^MobaXterm/, 'MobaXterm', 'Mobatek'],
  [/^VcXsrv|^The VcXsrv/, 'VcXsrv', 'VcXsrv'],
  [/^Hummingbird/, 'Exceed', 'Hummingbird'],
  [/^NetSarang/, 'Xmanager', 'NetSarang'],
  [/^StarNet/, 'X-Win32', 'StarNet'],
  [/^(?:WRQ|Attachmate)/, 'Reflection X', 'Attachmate'],
  [/^MicroImages/, 'MI/X', 'MicroImages'],
  [/^AT&T Laboratories/, 'Xvnc', 'AT&T Laboratories'],
  [/^RealVNC/, 'RealVNC', 'RealVNC', 'realvnc:realvnc'],
  [/^Sun Microsystems/, 'Xsun', 'Sun'],
  [/^DECWINDOWS\b.{0,60}\beXcursion/, 'eXcursion', 'DEC'],
  [/^DECWINDOWS\b/, 'DECwindows', 'DEC'],
  [/^Silicon Graphics/, 'Xsgi', 'SGI'],
  [/^Hewlett-Packard/, 'HP-UX X server', 'HP'],
  [/^International Business Machines/, 'AIX X server', 'IBM'],
  [/^Santa Cruz Operation/, 'SCO X server', 'SCO'],
  [
    /^(?:Fedora Project|Red Hat|Debian|Ubuntu|Gentoo|Mandriva)\b/,
    'X.Org X server',
    'X.Org',
    'x.org:x_server',
  ],
]

function softwareOf(vendor: string, release: number): Partial<Match> {
  const found = VENDORS.find(([on]) => on.test(vendor))
  if (found === undefined) return {}
  const [, product, maker, names] = found
  const [cpeVendor, cpeProduct] = names?.split(':') ?? []
  const version = cpeProduct === undefined ? undefined : versionOf(release)
  return {
    product,
    vendor: maker,
    ...present({ version }),
    ...(cpeVendor !== undefined &&
      cpeProduct !== undefined && {
        cpe: [cpe({ part: 'a', vendor: cpeVendor, product: cpeProduct, version })],
      }),
  }
}

/** X.Org and XFree86 number their releases with eight digits: 12011000 is 1.20.11, 12101006 is 21.1.6. */
function versionOf(release: number): string | undefined {
  const digits = `${release}`.padStart(8, '0')
  if (digits.length !== 8 || release < 10_000_000) return undefined
  const [a, b, c, d] = [digits[0]!, digits.slice(1, 3), digits.slice(3, 5), digits.slice(5)].map(Number)
  return a === 1 && b! >= 21 ? `${b}.${c}.${d}` : `${a}.${b}.${c}`
}

function padded(length: number): number {
  return 4 * Math.ceil(length / 4)
}

/** The vendor is enough: the screens after it may be many. */
function isEnough(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false
  const view = viewOf(bytes)
  if (bytes[0] !== SUCCESS) return bytes.length >= 8 + 4 * view.getUint16(6, true)
  return bytes.length >= FIXED && bytes.length >= FIXED + view.getUint16(24, true)
}

/**
 * X Window System Protocol, version 11, section 8: connection setup.
 *
 * Asks: a setup without authentication, and closes.
 * Known by: success, refusal or a call for authentication of version 11 whose length fits.
 * Version: vendor and release number of a server that lets anybody in; a refusal tells neither.
 */
export const x11: ServiceProbe = {
  name: 'x11',
  ports: [6000, 6001, 6002, 6003],
  rarity: 5,
  reacts: { http: 'close', tls: 'close' },
  hello: () => SETUP,
  enough: isEnough,
  matchers: [success, refusal, furtherAuthentication],
}
