// Bars of what was measured: a block for each scene, a line for each contender, a column for each figure.

const LINE = 22
const NAME = 168
const COLUMN = 176
const BAR = 96
const EDGE = 16
const FIGURES = [
  ['seconds', 'seconds', (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0))],
  ['cpu', 'seconds of CPU', (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0))],
  ['memory', 'MiB of memory', (value) => value.toFixed(0)],
  ['packets', 'packets', (value) => inThousands(value)],
  ['open', 'open found', (value, { falseOpen }) => `${value}${falseOpen > 0 ? `, ${falseOpen} false` : ''}`],
]
const WIDTH = 2 * EDGE + NAME + FIGURES.length * COLUMN

/** An SVG picture of scenes, `{ title, summaries, ours }` each. */
export function picture(scenes) {
  const parts = []
  let y = EDGE
  for (const scene of scenes) {
    const block = sceneBlock(scene, y)
    parts.push(block.text)
    y += block.height
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12">
<title>What scans cost: ours, other scanners, and loops in C</title>
<style>
text { fill: #1f2328 } .quiet { fill: #59636e } .bar { fill: #8c959f } .ours { fill: #1f883d } .bad { fill: #cf222e }
@media (prefers-color-scheme: dark) {
  text { fill: #d1d7e0 } .quiet { fill: #9198a1 } .bar { fill: #656c76 } .ours { fill: #57ab5a } .bad { fill: #f47067 }
}
</style>
${parts.join('\n')}
</svg>
`
}

function sceneBlock({ title, summaries, ours }, top) {
  const measured = Object.entries(summaries).filter(([, { seconds }]) => seconds !== undefined)
  const order = measured.toSorted(([, one], [, other]) => one.seconds - other.seconds)
  const head = top + 2 * LINE
  const most = (figure) => Math.max(...order.map(([, summary]) => summary[figure]), Number.MIN_VALUE)
  const rows = order.map(([name, summary], index) => {
    const y = head + (index + 1) * LINE
    const bars = FIGURES.map(([figure, , show], column) =>
      bar({
        x: EDGE + NAME + column * COLUMN,
        y,
        share: summary[figure] / most(figure),
        label: show(summary[figure], summary),
        kind: figure === 'open' && summary.falseOpen > 0 ? 'bad' : ours.includes(name) ? 'ours' : 'bar',
      }),
    )
    return [words(EDGE, y, name), ...bars].join('\n')
  })
  const heads = FIGURES.map(([, label], column) => words(EDGE + NAME + column * COLUMN, head, label, 'quiet'))
  return {
    text: [words(EDGE, top + LINE, title, '', 'bold'), ...heads, ...rows].join('\n'),
    height: (order.length + 3) * LINE,
  }
}

function bar({ x, y, share, label, kind }) {
  const width = Math.max(1, share * BAR).toFixed(1)
  return `<rect class="${kind}" x="${x}" y="${y - 11}" width="${width}" height="13" rx="2"/>${words(x + Number(width) + 5, y, label)}`
}

function words(x, y, text, kind = '', weight = '') {
  const attributes = [kind && ` class="${kind}"`, weight && ` font-weight="${weight}"`].join('')
  return `<text x="${x}" y="${y}"${attributes}>${escape(text)}</text>`
}

function inThousands(value) {
  return value < 10_000 ? String(Math.round(value)) : `${Math.round(value / 1e3).toLocaleString('en')} k`
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
