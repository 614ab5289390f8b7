import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page, PageOptions } from '../store/store.ts'

export interface PageQuery {
  readonly limit?: number
  readonly cursor?: string
}

export function pageOf({ limit, cursor }: PageQuery, usual: number): PageOptions {
  return { limit: limit ?? usual, ...(cursor !== undefined && { cursor }) }
}

/** Says in the header `Link` (RFC 8288) where the list goes on, and gives what is on this page. */
export function linkNext<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  { items, cursor }: Page<Item>,
): Item[] {
  if (cursor !== undefined) {
    const [path = '', query] = request.url.split('?')
    const next = new URLSearchParams(query)
    next.set('cursor', cursor)
    reply.header('link', `<${path}?${next.toString()}>; rel="next"`)
  }
  return [...items]
}
