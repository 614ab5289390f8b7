import type { Progress } from '../../model.ts'
import { el, type Branch } from './tree.ts'

const SIGNS: Readonly<Record<Progress, { sign: string; look: string; word: string }>> = {
  pending: { sign: '○', look: '', word: 'waiting' },
  in_progress: { sign: '◐', look: 'tilde', word: 'running' },
  done: { sign: '●', look: 'plus', word: 'done' },
  failed: { sign: '!', look: 'minus', word: 'failed' },
  cancelled: { sign: '–', look: 'warn', word: 'cancelled' },
}

/** How far something is: a sign, a colour and a word, for those who see only one of them. */
export function statusSign(status: Progress): Branch {
  const { sign, look, word } = SIGNS[status] ?? { sign: '?', look: '', word: String(status) }
  return el('span', { class: `chip ${look}` }, el('span', { 'aria-hidden': 'true' }, `${sign} `), word)
}

/** Whether it may still change. */
export function isOpenEnded(status: Progress): boolean {
  return status === 'pending' || status === 'in_progress'
}
