const LAST = 253_402_300_799

/** Seconds since 1970 as ISO 8601; what is no time, or not told, as `NO_TIME`. */
export function isoTime(seconds: number | undefined): string {
  const whole = seconds !== undefined && seconds >= 0 && seconds <= LAST ? seconds : 0
  return new Date(whole * 1000).toISOString()
}
