import { SaxesParser } from 'saxes'

/** One element as a strict reader sees it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
  /** Its text with that of the elements in it, as it stands there. */
  readonly allText: string
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[]
  text: string
  allText: string
}

/** A whole document; throws at the first thing in it that XML 1.0 does not allow. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser()
  const document: OpenElement = { name: '', attributes: {}, children: [], text: '', allText: '' }
  const open = [document]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: OpenElement = { name, attributes, children: [], text: '', allText: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    open.at(-1)!.text += text
    for (const element of open) element.allText += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  return document.children[0]!
}

/** The elements of a name, at any depth. */
export function elements(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elements(child, name),
  ])
}
