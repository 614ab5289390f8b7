import { decodeText } from '../byte-text.ts'
import { escapeText } from '../escape-text.ts'
import { markup, type Markup } from './markup.ts'

/** As much of a banner is shown. */
export const BANNER_BYTES = 512

/** The first bytes of a peer, line by line, and whether there were more. */
export function bannerBlock(banner: Uint8Array | undefined): Markup | undefined {
  if (banner === undefined || banner.length === 0) return undefined
  const text = decodeText(banner.subarray(0, BANNER_BYTES)).replace(/[\r\n]+$/, '')
  const lines = text.split(/\r?\n/).map(escapeText).join('\n')
  const label = banner.length > BANNER_BYTES ? `banner, the first ${BANNER_BYTES} bytes` : 'banner'
  return markup`<dt>${label}</dt><dd><pre>${linesOf(lines)}</pre></dd>`
}

// Line ends are what `markup` makes visible like any other control character.
function linesOf(lines: string): readonly Markup[] {
  return lines.split('\n').map((line, at) => (at === 0 ? markup`${line}` : markup`\n${line}`))
}
