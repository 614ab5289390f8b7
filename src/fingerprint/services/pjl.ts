import { cookie } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `pjl`. */
export interface PjlDetails {
  /** What the printer calls itself, as it came. */
  readonly id?: string
}

/** Universal Exit Language: before and after it nothing is printed. */
const UEL = '\x1b%-12345X'
const ECHO = /@PJL ECHO (?<word>[\w-]{1,40})\r\n/
const ID = /@PJL INFO ID\s{0,4}\r?\n"?(?:ID=)?(?<id>[^"\r\n]{1,200})/
const MAKER =
  /^(?<maker>Hewlett[- ]Packard|HP|Brother|Canon|Dell|Epson|Konica Minolta|Kyocera(?: Mita)?|Lexmark|OKI|Ricoh|Samsung|Sharp|Toshiba|Xerox|Zebra)\b[ _-]?(?<model>.{0,200})$/i
/** Some say when their firmware was made. */
const DATE = / \d{1,2}-[A-Z][a-z]{2}-\d\d \d\d:\d\d$/

function question({ random }: HelloContext): Uint8Array {
  const word = `portscan-${cookie(random, 4).toString('hex')}`
  return Buffer.from(`${UEL}@PJL ECHO ${word}\r\n@PJL INFO ID\r\n${UEL}`, 'latin1')
}

const reply: Matcher = (answer, { sent }) => {
  const text = latin1(answer, 0, 1_024)
  if (!/^[\s\f]{0,4}@PJL (?:ECHO|INFO)\b/.test(text)) return undefined
  const word = sent && ECHO.exec(latin1(sent, 0, 128))?.groups?.['word']
  const echoed = word !== undefined && ECHO.exec(text)?.groups?.['word'] === word
  // An echo of all that was said is no printer.
  if (text.includes(UEL) || (sent !== undefined && word === undefined)) return undefined
  const id = cleanValue(ID.exec(text)?.groups?.['id'])
  if (id === undefined && !echoed) return undefined
  return {
    name: 'pjl',
    ...(id !== undefined && printerOf(id)),
    device: 'printer',
    details: (id === undefined ? {} : { id }) satisfies PjlDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'ECHO with our word' : 'INFO ID',
  }
}

function printerOf(id: string): { product?: string; vendor?: string } {
  const { maker, model = '' } = MAKER.exec(id)?.groups ?? {}
  const product = cleanValue((maker === undefined ? id : model).replace(DATE, ''))
  const vendor = maker === undefined ? undefined : (MAKERS.get(maker.toLowerCase()) ?? maker)
  return { ...(product !== undefined && { product }), ...(vendor !== undefined && { vendor }) }
}

const MAKERS: ReadonlyMap<string, string> = new Map([
  ['hewlett-packard', 'HP'],
  ['hewlett packard', 'HP'],
  ['hp', 'HP'],
  ['epson', 'Epson'],
  ['kyocera', 'Kyocera'],
  ['kyocera mita', 'Kyocera'],
  ['oki', 'OKI'],
  ['ricoh', 'Ricoh'],
  ['samsung', 'Samsung'],
  ['sharp', 'Sharp'],
  ['toshiba', 'Toshiba'],
  ['xerox', 'Xerox'],
])

/**
 * PJL on a raw printing port: HP, Printer Job Language Technical Reference, chapters 5 and 7.
 *
 * Asks: ECHO of a random word and INFO ID, between two Universal Exit commands; a printer without PJL prints them.
 * Known by: our word, or the answer to INFO ID.
 * Version: none; product and vendor from the printer's id.
 */
export const pjl: ServiceProbe = {
  name: 'pjl',
  ports: [9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107],
  rarity: 9,
  optIn: true,
  hello: question,
  enough: (bytes) => /@PJL INFO ID\s{0,4}\r?\n[^\f]{1,400}\f/.test(latin1(bytes, 0, 1_024)),
  matchers: [reply],
}
