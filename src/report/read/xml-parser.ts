import { optionalPeer } from '../../model/optional-peer.ts'
import { LONGEST_LINE } from './line-splitter.ts'
import { Mismatch } from './mismatch.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { atPlace, incomplete, quoted, unreadable, type Place } from './report-trouble.ts'
import { XmlRun } from './xml-run.ts'

/** Elements within elements: nmap's scripts nest a few. */
const DEEPEST = 64

/**
 * XML as nmap, masscan and our own writer have it. Strict: no entities but those of XML itself. Of a scan that was killed
 * the hosts that were whole are read.
 */
export async function xmlParser(): Promise<ReportParser> {
  const { SaxesParser } = await optionalPeer('saxes', "Reading nmap's XML", () => import('saxes'))
  const sax = new SaxesParser()
  const run = new XmlRun()
  let lastTag = 0
  const place = (): Place => ({ line: sax.line, position: sax.position })
  sax.on('error', (error) => {
    throw unreadable(`the XML is not well-formed, ${quoted(error.message.replace(/^[\d:]+ /, ''))}`, place())
  })
  sax.on('opentag', ({ name, attributes }) => {
    lastTag = sax.position
    if (run.depth === DEEPEST) throw unreadable(`expected elements no more than ${DEEPEST} deep`, place())
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
    if (sax.position - lastTag > LONGEST_LINE) {
      throw unreadable(
        `expected an element, but got more than ${LONGEST_LINE} characters without one`,
        place(),
      )
    }
    return run.take()
  }
  return {
    write: (text) => guarded(() => void sax.write(text)),
    *end(): Generator<ReadRecord> {
      if (!run.begun) throw unreadable('the XML ends before its first element', place())
      yield* run.over ? guarded(() => void sax.close()) : []
      yield* run.end()
      if (!run.over) yield incomplete('the XML ends before </nmaprun>: the hosts that were whole')
    },
  }
}
