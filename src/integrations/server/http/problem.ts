/** What every answer that is not a success says, in `error`. `code` is stable, `message` is for people. */
export interface ProblemBody {
  readonly error: { readonly code: string; readonly message: string; readonly details?: unknown }
}

/** An answer that is not a success, thrown from wherever it is found out. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly statusCode: number
  readonly code: string
  readonly details: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(
    statusCode: number,
    code: string,
    message: string,
    more: { readonly details?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.statusCode = statusCode
    this.code = code
    this.details = more.details
    this.headers = more.headers ?? {}
  }

  get body(): ProblemBody {
    const { code, message, details } = this
    return { error: { code, message, ...(details !== undefined && { details }) } }
  }
}

/** Come again in so many seconds. */
export function tooMany(code: string, message: string, seconds: number): HttpProblem {
  return new HttpProblem(429, code, message, { headers: { 'retry-after': String(Math.max(1, seconds)) } })
}

export function notFound(message: string): HttpProblem {
  return new HttpProblem(404, 'not_found', message)
}
