import { randomUUID } from 'node:crypto'
import { makeApiKey } from '../api-key.ts'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { HttpProblem, notFound } from '../problem.ts'

/** The longest that a key may be good for, in days. */
const MOST_DAYS = 3_650

/** Keys: two may be good at the same time, so that one can take the place of the other. */
export function keyRoutes(app: HttpApp, { Type, shapes, store, keys }: HttpParts): void {
  app.get(
    '/keys',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listKeys',
        tags: ['keys'],
        summary: 'All keys; what they are is shown only once, when they are made',
        response: { 200: Type.Object({ items: Type.Array(shapes.key) }) },
      },
    },
    async (request) => ({ items: [...(await store.keys.list(request.caller.tenant))] }),
  )

  app.post(
    '/keys',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createKey',
        tags: ['keys'],
        summary: 'Make a key',
        description: 'The answer holds the key itself, which is not kept and cannot be shown again.',
        body: Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\x00-\\x1f\\x7f]+$' }),
            scopes: Type.Array(shapes.scope, { minItems: 1, maxItems: 3, uniqueItems: true }),
            expires_in_days: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_DAYS })),
          },
          shapes.closed,
        ),
        response: { 201: Type.Object({ key: Type.String(), ...shapes.keyFields }) },
      },
    },
    async (request, reply) => {
      const { name, scopes, expires_in_days: days } = request.body
      const { tenant, keyId } = request.caller
      const { text, prefix, hash } = makeApiKey()
      const expires = days === undefined ? undefined : new Date(Date.now() + days * 86_400_000).toISOString()
      const row = await store.keys.create(
        { id: randomUUID(), tenant, name, scopes, ...(expires !== undefined && { expires_at: expires }) },
        prefix,
        hash,
      )
      keys.changed()
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([{ ...who, action: 'key.created', detail: { id: row.id, name, scopes } }])
      return reply.code(201).send({ key: text, ...row, scopes: [...row.scopes] })
    },
  )

  app.delete(
    '/keys/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'revokeKey',
        tags: ['keys'],
        summary: 'Revoke a key, from now on',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, shapes.closed),
        response: {
          204: Type.Null({ description: 'It is gone' }),
          404: { description: 'There is no such key', $ref: 'Problem#' },
          409: { description: 'It is the key that asks', $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { tenant, keyId } = request.caller
      if (id === keyId) throw new HttpProblem(409, 'own_key', 'a key does not revoke itself: use another one')
      if (!(await store.keys.revoke(tenant, id))) throw notFound(`there is no key ${id}`)
      keys.changed()
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([{ ...who, action: 'key.revoked', detail: { id } }])
      return reply.code(204).send(null)
    },
  )
}
