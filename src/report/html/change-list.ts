import { factLabel, statesText } from '../diff/diff-words.ts'
import type { FactDiff, PortDiff } from '../diff/report-diff.ts'
import { cut, markup, type Markup } from './markup.ts'
import { changeSign, type Sign } from './state-sign.ts'

const LENGTH = 80

/** What changed of a port, in words, with what it was. */
export function changeList({ changes, stateBefore, stateAfter, facts }: PortDiff): Markup | undefined {
  const [before, after] = [statesText(stateBefore), statesText(stateAfter)]
  const states = before === after ? [] : [`${before || 'host down'} → ${after || 'host down'}`]
  return changeItems(changeSign(changes), [...states, ...facts.map(factText)])
}

/** A list with a sign before each item; none of nothing. */
export function changeItems({ sign, look }: Sign, texts: readonly string[]): Markup | undefined {
  if (texts.length === 0) return undefined
  const items = texts.map((text) => markup`<li><i>${sign}</i> ${text}</li>`)
  return markup`<ul class="changes ${look}">${items}</ul>`
}

/** `'version: 1.22.1 → 1.24.0'` */
export function factText({ fact, before = 'none', after = 'none' }: FactDiff): string {
  return `${factLabel(fact)}: ${short(before)} → ${short(after)}`
}

/** Dates without their time, hashes by their beginning. */
function short(text: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text.slice(0, 10)
  return cut(text, /^[0-9a-f]{64}$/.test(text) ? 17 : LENGTH)
}
