import { ScanError } from './errors.ts'

/**
 * Loads a package that only those install who want what it does. `ERR_MISSING_PEER` with the line to type where it is
 * not there; what fails inside it is thrown as it is.
 */
export async function optionalPeer<T>(name: string, purpose: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    if (!isMissing(cause, name)) throw cause
    throw new ScanError('ERR_MISSING_PEER', `${purpose} needs the package ${name}: npm install ${name}`, {
      input: name,
      cause,
    })
  }
}

/** Whether the error says that this very package is not installed, not one that it needs itself. */
export function isMissing(error: unknown, name: string): boolean {
  // By what it has: where tests run in a context of their own, as in jest, Node's errors are of another `Error`.
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  return missing && String(message).includes(`'${name}'`)
}
