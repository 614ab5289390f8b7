import { pageScript } from '../../../../src/report/html/page-script.ts'
import { pageStyle } from '../../../../src/report/html/page-style.ts'
import { readXml, type XmlElement } from '../read-xml.ts'

/** What a page of ours may consist of, and nothing else: whatever is beside it came from a peer. */
const ELEMENTS = new Set(
  `html head meta title style body script header main footer section details summary form label input select option button
  output div span p h1 h2 h3 a b i bdi small sup pre ul li dl dt dd table thead tbody tr th td svg rect`.split(
    /\s+/,
  ),
)
const ATTRIBUTES = new Set(
  `aria-hidden aria-keyshortcuts aria-label aria-labelledby autocomplete charset class content data-days data-host data-open
  data-service data-state for height hidden href http-equiv id lang name open placeholder preserveAspectRatio role scope
  spellcheck tabindex title type value viewBox width x`.split(/\s+/),
)

/**
 * A page as a strict reader of XML sees it, which finds every element that a reader of HTML does. Throws where something is
 * in it that no page of ours has.
 */
export function readPage(text: string): XmlElement {
  const bare = text.replace(pageStyle, '').replace(pageScript, '').replace('<!DOCTYPE html>', '')
  const page = readXml(bare)
  check(page)
  return page
}

function check({ name, attributes, children }: XmlElement): void {
  if (!ELEMENTS.has(name)) throw new Error(`an element that is not ours: ${name}`)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.has(attribute)) throw new Error(`an attribute that is not ours: ${attribute}`)
    if (attribute === 'href' && !/^#(?:[hp]\d+|hosts)$/.test(value)) throw new Error(`a link to ${value}`)
  }
  for (const child of children) check(child)
}

/** All text in an element. */
export function textOf({ allText }: XmlElement): string {
  return allText
}

/** How a page is built: the names of its elements and attributes, without what they say. */
export function shapeOf({ name, attributes, children }: XmlElement): string {
  return `<${name} ${Object.keys(attributes).join(' ')}>${children.map(shapeOf).join('')}</>`
}
