import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pageFiles } from '../../src/integrations/server/page/page-files.ts'

/** What a service that is played answers with. */
export interface CannedAnswer {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** In place of `body`: messages of a stream, which is then ended. */
  readonly events?: readonly string[]
  /** The stream stays open after its messages. */
  readonly open?: boolean
}

export interface AskedFor {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
}

/** A service that serves the page, and to all else says what a test wants; all that it is asked is kept. */
export interface CannedService {
  readonly url: string
  readonly asked: readonly AskedFor[]
  /** Drops all connections, as a service that dies. */
  drop(): void
  close(): Promise<void>
}

export async function cannedService(
  answer: (asked: AskedFor) => CannedAnswer | undefined,
): Promise<CannedService> {
  const files = new Map(pageFiles().map((file) => [file.path, file]))
  const asked: AskedFor[] = []
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    drop: () => server.closeAllConnections(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://service.test')
    const file = files.get(pathname)
    if (file !== undefined) {
      response.writeHead(200, file.headers).end(file.body)
      return
    }
    const { method = 'GET', headers } = request
    const body = await jsonOf(request)
    const seen: AskedFor = { method, path: decodeURIComponent(pathname), query: searchParams, headers, body }
    asked.push(seen)
    say(
      response,
      answer(seen) ?? { status: 404, body: { error: { code: 'not_found', message: 'Not found.' } } },
    )
  }
}

function say(
  response: ServerResponse,
  { status = 200, body, headers = {}, events, open }: CannedAnswer,
): void {
  if (events === undefined) {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
    return
  }
  response.writeHead(status, { 'content-type': 'text/event-stream', ...headers })
  for (const event of events) response.write(event)
  if (open !== true) response.end()
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}
