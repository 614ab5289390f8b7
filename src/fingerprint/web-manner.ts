import { header, type HttpResponse } from './http-response.ts'
import { cpe } from './products/cpe.ts'
import type { SoftwareFacts } from './products/product-rule.ts'

/** The server by the fields that it sends and their order, where it does not name itself. */
export function softwareByManner(response: HttpResponse): SoftwareFacts | undefined {
  if (header(response, 'server') !== undefined) return undefined
  return nodeJs(response) ?? php(response)
}

/** Node.js keeps connections for so long and says it just so; others say who they are as well. */
function nodeJs({ headers }: HttpResponse): SoftwareFacts | undefined {
  const at = headers.findIndex(([name, value]) => name === 'connection' && value === 'keep-alive')
  const next = at === -1 ? undefined : headers[at + 1]
  if (next?.[0] !== 'keep-alive' || !/^timeout=\d{1,3}$/.test(next[1])) return undefined
  const name = cpe({ part: 'a', vendor: 'nodejs', product: 'node.js' })
  return { product: 'Node.js', vendor: 'OpenJS', cpe: [name] }
}

/** The server that PHP brings along for developers begins with the Host that it was asked for. */
function php(response: HttpResponse): SoftwareFacts | undefined {
  const names = response.headers.slice(0, 3).map(([name]) => name)
  if (names.join() !== 'host,date,connection') return undefined
  const powered = header(response, 'x-powered-by')?.slice(0, 64) ?? ''
  const version = /^PHP\/(?<version>\d{1,2}(?:\.\d{1,3}){1,2})/.exec(powered)?.groups?.['version']
  return {
    product: 'PHP',
    vendor: 'PHP',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'php', product: 'php', version })],
  }
}
