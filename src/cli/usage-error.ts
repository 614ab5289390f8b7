/** The command line cannot be read: one line that says what is wrong, where, and shows a right example. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
