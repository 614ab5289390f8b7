import { diffReports } from '../../../../src/report/index.ts'
import { pageView, type PageView } from '../../../../src/report/html/page-view.ts'
import type { ScanReport } from '../../../../src/model/report.ts'
import { sampleReports } from '../../../../scripts/sample-network.mjs'
import { elements, readXml, type XmlElement } from '../read-xml.ts'
import { textOf } from './read-page.ts'

/** A network of 23 hosts that are made up, with services and certificates, and what changed there in a week. */
export function sampleView(): PageView {
  const { before, after } = sampleReports() as Record<'before' | 'after', ScanReport>
  return pageView(after, before, diffReports(before, after))
}

/** The same without the earlier report. */
export function plainView(): PageView {
  return pageView(sampleReports().after as ScanReport)
}

/** A part of a page. */
export function readPart(text: string): XmlElement {
  return readXml(`<div>${text}</div>`)
}

/** The cells of the rows of all tables, without the blanks between. */
export function rowsOf(part: XmlElement): string[][] {
  return elements(part, 'tr').map(({ children }) =>
    children.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim()),
  )
}
