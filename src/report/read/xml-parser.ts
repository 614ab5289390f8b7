import { optionalPeer } from '../../model/optional-peer.ts'
import { LONGEST_LINE } from './line-splitter.ts'
import { Mismatch } from './mismatch.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { MOST_TEXT } from './report-text.ts'
import { atPlace, incomplete, quoted, unreadable, type Place } from './report-trouble.ts'
import { XmlRun } from './xml-run.ts'

/** Elements within elements: nmap's scripts nest a few. */
const DEEPEST = 64

/**
 * XML as nmap, masscan and our own writer have it. Strict: no entities but those of XML itself. Of a scan that was killed
 * the hosts that were whole are read. `longestHost`: characters of one host, which is held until it is whole.
 */
export async function xmlParser(longestHost = MOST_TEXT): Promise<ReportParser> {
  const { SaxesParser } = await optionalPeer('saxes', "Reading nmap's XML", () => import('saxes'))
  const sax = new SaxesParser()
  const run = new XmlRun()
  let written = 0
  let lastTag = 0
  let hostStart = 0
  // Between two pieces saxes counts the last one twice.
  const place = (): Place => ({ line: sax.line, position: Math.min(sax.position, written) })
  sax.on('error', (error) => {
    throw unreadable(`the XML is not well-formed, ${quoted(error.message.replace(/^[\d:]+ /, ''))}`, place())
  })
  sax.on('opentag', ({ name, attributes }) => {
    lastTag = sax.position
    if (run.depth === DEEPEST) throw unreadable(`expected elements no more than ${DEEPEST} deep`, place())
    if (!run.inHost) hostStart = sax.position
    run.open(name, attributes)
  })
  sax.on('closetag', () => {
    lastTag = sax.position
    run.close()
  })
  sax.on('text', (text) => run.text(text))
  const guarded = (read: () => void): ReadRecord[] => {
    try {
      read()
    } catch (error) {
      throw error instanceof Mismatch ? atPlace(error, place()) : error
    }
    if (written - lastTag > LONGEST_LINE) {
      throw unreadable(
        `expected an element, but got more than ${LONGEST_LINE} characters without one`,
        place(),
      )
    }
    if (run.inHost && written - hostStart > longestHost) {
      throw unreadable(`expected a host, but got more than ${longestHost} characters`, place())
    }
    return run.take()
  }
  return {
    write(text) {
      written += text.length
      return guarded(() => void sax.write(text))
    },
    *end(): Generator<ReadRecord> {
      if (!run.begun) throw unreadable('the XML ends before its first element', place())
      yield* run.over ? guarded(() => void sax.close()) : []
      yield* run.end()
      if (!run.over) yield incomplete('the XML ends before </nmaprun>: the hosts that were whole')
    },
  }
}
