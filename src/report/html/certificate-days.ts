import type { Certificate } from '../../model/service.ts'
import { amountOf } from '../text-layout.ts'
import { markup, type Markup } from './markup.ts'

const DAY = 86_400_000

/** A certificate that ends sooner is told of. */
export const FEW_DAYS = 30

/** Whole days that are left at a time (milliseconds since 1970); negative where it has ended. */
export function daysLeft({ notAfter }: Certificate, at: number): number | undefined {
  const days = Math.floor((Date.parse(notAfter) - at) / DAY)
  return Number.isNaN(days) ? undefined : days
}

/** Whether its time begins later than that. */
export function isEarly({ notBefore }: Certificate, at: number): boolean {
  return Date.parse(notBefore) > at
}

/** `'12 days left'`, with a sign and a colour where they are few. */
export function daysChip(days: number | undefined): Markup | undefined {
  if (days === undefined) return undefined
  if (days < 0) return markup`<span class="chip bad">✕ certificate ended ${agoText(-days)}</span>`
  const left = `${amountOf(days, 'day')} left`
  return days < FEW_DAYS
    ? markup`<span class="chip warn">! certificate: ${left}</span>`
    : markup`<span class="chip">${left}</span>`
}

function agoText(days: number): string {
  return `${amountOf(days, 'day')} ago`
}
