const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** `2026-11-22 02:49 UTC`; a text that is no time stays as it is. */
export function timeText(time: string): string {
  const at = Date.parse(time)
  if (Number.isNaN(at)) return time
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/**
 * How long ago that was.
 *
 * @param now - milliseconds since 1970
 * @example
 * agoText('2026-11-22T02:00:00Z', Date.parse('2026-11-22T05:00:00Z')) // '3 hours ago'
 */
export function agoText(time: string, now: number): string {
  const seconds = (now - Date.parse(time)) / 1000
  if (Number.isNaN(seconds)) return ''
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length)
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`
  }
  return 'just now'
}

/** `'0.4 s'`, `'12 s'`, `'3 min 5 s'`, `'2 h 5 min'`: from one time to another. */
export function spanText(from: string, to: string): string {
  const seconds = Math.max(0, Date.parse(to) - Date.parse(from)) / 1000
  if (Number.isNaN(seconds)) return ''
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
