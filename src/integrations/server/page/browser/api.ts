import type { KeyStore } from './key-store.ts'

/** An answer that is not what was asked for: what the service says of it, or that it did not answer. */
export class Problem extends Error {
  /** Of HTTP; 0 where nothing answered. */
  readonly status: number
  readonly code: string
  readonly details: unknown

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export interface Api {
  /** The JSON at this path. @throws Problem */
  get(path: string, signal?: AbortSignal): Promise<unknown>
  post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown>
  remove(path: string, signal?: AbortSignal): Promise<unknown>
  /** The answer as it comes, when its status is a good one. */
  open(path: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response>
}

/** Asks the service that the page came from, with the reader's key when there is one. */
export function createApi(send: typeof fetch, keys: KeyStore): Api {
  return {
    get: async (path, signal) => read(await ask('GET', path, {}, undefined, signal)),
    post: async (path, body, signal) =>
      read(await ask('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body), signal)),
    remove: async (path, signal) => read(await ask('DELETE', path, {}, undefined, signal)),
    open: (path, headers, signal) => ask('GET', path, headers, undefined, signal),
  }

  async function ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const key = keys.get()
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` }
    const response = await send(path, {
      method,
      headers: { ...headers, ...authorization },
      credentials: 'omit',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error
      throw new Problem(0, 'away', 'The service does not answer.')
    })
    if (!response.ok) throw await problemOf(response)
    return response
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}

async function problemOf(response: Response): Promise<Problem> {
  const { status } = response
  const text = await response.text().catch(() => '')
  const { code, message, details } = errorIn(text)
  const said = typeof message === 'string' ? message : `The service answered with the status ${status}.`
  const wait = response.headers.get('retry-after')
  const when = status === 429 && wait !== null ? ` Try again in ${wait} s.` : ''
  return new Problem(status, typeof code === 'string' ? code : String(status), said + when, details)
}

function errorIn(text: string): { code?: unknown; message?: unknown; details?: unknown } {
  try {
    const { error } = JSON.parse(text) as { error?: unknown }
    return typeof error === 'object' && error !== null ? error : {}
  } catch {
    return {}
  }
}
