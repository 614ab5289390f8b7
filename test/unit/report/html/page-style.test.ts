import { expect, test } from 'vitest'
import { pageStyle } from '../../../../src/report/html/page-style.ts'

test('loads nothing, and ends no element', () => {
  expect(pageStyle).not.toMatch(/url\(|@import|@font-face|<|https?:|expression/)
  expect(pageStyle.match(/\{/g)).toHaveLength(pageStyle.match(/\}/g)!.length)
})

/** The colours of a theme by name. */
function theme(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)].map(([, name, colour]) => [name!, colour!]),
  )
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const [light = '', dark = ''] = pageStyle.split('prefers-color-scheme: dark')
test.each([
  ['light', theme(light)],
  ['dark', new Map([...theme(light), ...theme(dark.slice(0, 800))])],
])('text can be read, %s (WCAG 2.2 AA, 4.5 to 1)', (_, colours) => {
  const pairs = [
    ['ink', 'page'],
    ['ink', 'card'],
    ['soft', 'page'],
    ['soft', 'card'],
    ['soft', 'hover'],
    ['soft', 'quiet-back'],
    ['accent', 'card'],
    ['accent', 'page'],
    ['accent', 'hover'],
    ['open', 'card'],
    ['open', 'open-back'],
    ['warn', 'warn-back'],
    ['warn', 'page'],
    ['bad', 'bad-back'],
    ['bad', 'card'],
    ['change', 'change-back'],
    ['change', 'card'],
  ] as const
  for (const [ink, back] of pairs) {
    expect(contrast(colours.get(ink)!, colours.get(back)!), `${ink} on ${back}`).toBeGreaterThanOrEqual(4.5)
  }
})
