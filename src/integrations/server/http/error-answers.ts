import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ScanError } from 'portscan-core'
import type { HttpApp } from './http-app.ts'
import { HttpProblem } from './problem.ts'

/** Every error becomes an answer of one shape; what is inside of us is told to the log alone. */
export function answerErrors(app: HttpApp): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = problemOf(error)
    if (problem.statusCode >= 500) request.log.error({ err: error }, 'a request failed')
    return send(reply, problem)
  })
  app.setNotFoundHandler((request, reply) => send(reply, unknownPath(request)))
}

function send(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  return reply.code(problem.statusCode).headers(problem.headers).send(problem.body)
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

function unknownPath({ method }: FastifyRequest): HttpProblem {
  return METHODS.has(method)
    ? new HttpProblem(404, 'not_found', 'there is nothing at this address; /swagger lists what there is')
    : new HttpProblem(405, 'method_not_allowed', `${method} is not answered here`, {
        headers: { allow: 'GET, HEAD, POST, PATCH, DELETE' },
      })
}

/** Errors of Fastify that have a word of their own. */
const CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty_body',
}

/** What the database or the way to it says when it is away: the classes 08, 53 and 57 of PostgreSQL, errors of sockets. */
const AWAY =
  /^(?:08\w{3}|53\w{3}|57P\w\w|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/

export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof ScanError && ['ERR_OPTION', 'ERR_TARGET'].includes(error.code)) {
    return new HttpProblem(400, 'invalid_request', error.message)
  }
  const { validation, validationContext, statusCode, code, message } = (error ?? {}) as Partial<FastifyError>
  if (validation !== undefined) {
    const details = validation.map(({ instancePath, message: why, params }) => ({
      path: `${validationContext ?? ''}${instancePath}`,
      message: [why ?? 'is wrong', ...surplus(params)].join(': '),
    }))
    return new HttpProblem(400, 'invalid_request', 'the request is not as it should be', { details })
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpProblem(statusCode, CODES[code ?? ''] ?? 'bad_request', message ?? 'the request is wrong')
  }
  if (AWAY.test(code ?? '')) {
    const headers = { 'retry-after': '5' }
    return new HttpProblem(503, 'unavailable', 'the database does not answer; try again', { headers })
  }
  return new HttpProblem(500, 'internal', 'something went wrong here; the log of the service says what')
}

/** The name of what is too much; without it the message of the validator says nothing. */
function surplus(params: Readonly<Record<string, unknown>> | undefined): string[] {
  const { additionalProperty, allowedValues } = params ?? {}
  if (typeof additionalProperty === 'string') return [additionalProperty.slice(0, 100)]
  return Array.isArray(allowedValues) ? [allowedValues.join(', ')] : []
}
