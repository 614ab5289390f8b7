/** Whole seconds since 1970, of an ISO 8601 time. */
export function unixTime(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000) || 0
}

/** `'Sat Nov 21 07:00:00 2026'`, UTC: as C's ctime() and nmap write it. */
export function ctime(iso: string): string {
  const [weekday = '', day, month, year, time] = new Date(unixTime(iso) * 1000).toUTCString().split(' ')
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} ${year}`
}
