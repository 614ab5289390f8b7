import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { picture } from '../../../../bench/compare/picture.mjs'

const run = { seconds: 1, cpu: 1, memory: 100, packets: 20_000, open: 12, falseOpen: 0 }
const scenes = [
  {
    title: 'ports < 1,024 & more',
    ours: ['native'],
    summaries: {
      native: { ...run, seconds: 2 },
      careless: { ...run, falseOpen: 3 },
      absent: { failure: 'not installed' },
    },
  },
  { title: 'nobody was there', ours: [], summaries: { absent: { failure: 'not installed' } } },
]

interface Drawn {
  readonly texts: string[]
  readonly bars: { readonly class: string; readonly width: number }[]
}

/** Throws where it is not well-formed. */
function draw(svg: string): Drawn {
  const [texts, bars]: [string[], Drawn['bars']] = [[], []]
  const parser = new SaxesParser()
  parser.on('text', (text) => void (text.trim() !== '' && texts.push(text)))
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'rect') bars.push({ class: String(attributes['class']), width: Number(attributes['width']) })
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  return { texts, bars }
}

test('who was measured has bars, the fastest first', () => {
  const { texts, bars } = draw(picture(scenes))
  expect(texts).toContain('ports < 1,024 & more')
  expect(texts).not.toContain('absent')
  expect(texts.indexOf('careless')).toBeLessThan(texts.indexOf('native'))
  expect(bars).toHaveLength(2 * 5)
  expect(bars.every(({ width }) => width > 0)).toBe(true)
})

test('bars are as long as the figures, ours and false opens have colours of their own', () => {
  const { texts, bars } = draw(picture(scenes))
  expect(bars[0]!.width).toBeCloseTo(bars[5]!.width / 2)
  expect(bars[4]!.class).toBe('bad')
  expect(texts).toContain('12, 3 false')
  expect(bars.slice(5).map((bar) => bar.class)).toEqual(Array(5).fill('ours'))
})
