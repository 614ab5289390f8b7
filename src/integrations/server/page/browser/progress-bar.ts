import { el, type Branch } from './tree.ts'

/** How much of it is done, as a bar and a number. */
export function progressBar(done: number, all: number, label: string): Branch {
  const share = all <= 0 ? 0 : Math.min(1, done / all)
  return el(
    'span',
    { class: 'progress' },
    el('progress', { max: 1, value: share, 'aria-label': label }),
    el('small', {}, `${Math.floor(share * 100)} %`),
  )
}
