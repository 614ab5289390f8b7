/** The attributes of an element. */
export type Attributes = Readonly<Record<string, string>>

/** A number of an attribute; nothing where there is none. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
