import { randomUUID } from 'node:crypto'
import type { AddRoutes, HttpApp, HttpParts } from '../http/http-app.ts'
import { linkNext, pageOf } from '../http/next-page.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import type { Scope } from '../scope/scope.ts'
import { newSecret } from './signature.ts'
import {
  WEBHOOK_EVENTS,
  type Delivery,
  type Outbox,
  type Webhook,
  type WebhookEvent,
  type WebhookStore,
} from './webhook.ts'

const USUAL = 50

export interface WebhookParts {
  readonly webhooks: WebhookStore
  readonly outbox: Pick<Outbox, 'add'>
}

/** Webhooks: who is told of changes, and whether that succeeded. */
export function webhookRoutes({ webhooks, outbox }: WebhookParts): AddRoutes {
  return (app, parts) => {
    const shapes = shapesOf(parts)
    listAndMake(app, parts, shapes, webhooks)
    changeAndRemove(app, parts, shapes, webhooks)
    deliveryRoutes(app, parts, shapes, { webhooks, outbox })
  }
}

type WebhookShapes = ReturnType<typeof shapesOf>

function shapesOf({ Type, shapes }: HttpParts) {
  const text = Type.String()
  const event = Type.Unsafe<WebhookEvent>(Type.String({ enum: [...WEBHOOK_EVENTS] }))
  const events = Type.Array(event, { minItems: 1, maxItems: 2, uniqueItems: true })
  const url = Type.String({
    minLength: 8,
    maxLength: 2_000,
    description: 'http: or https:; what it leads to has to be in the allow list',
  })
  const name = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\x00-\\x1f\\x7f]+$' })
  const fields = {
    ...{
      id: text,
      name: text,
      url: text,
      events: Type.Array(text),
      paused: Type.Boolean(),
      created_at: text,
    },
  }
  return {
    closed: shapes.closed,
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }, shapes.closed),
    fields,
    webhook: Type.Unsafe<Omit<Webhook, 'tenant'>>(Type.Object(fields)),
    wanted: Type.Object(
      {
        name: Type.Optional(name),
        url,
        events: Type.Optional(events),
        paused: Type.Optional(Type.Boolean()),
      },
      shapes.closed,
    ),
    change: Type.Object(
      {
        ...{ name: Type.Optional(name), url: Type.Optional(url) },
        ...{ events: Type.Optional(events), paused: Type.Optional(Type.Boolean()) },
      },
      shapes.closed,
    ),
    delivery: Type.Unsafe<Omit<Delivery, 'tenant'>>(
      Type.Object({
        ...{
          id: text,
          webhook_id: text,
          event: text,
          status: text,
          attempts: Type.Integer(),
          created_at: text,
        },
        ...{ due_at: Type.Optional(text), delivered_at: Type.Optional(text), error: Type.Optional(text) },
      }),
    ),
    missing: { 404: { description: 'There is no such webhook', $ref: 'Problem#' } },
  }
}

function listAndMake(
  app: HttpApp,
  { Type, store, scope, settings }: HttpParts,
  shapes: WebhookShapes,
  webhooks: WebhookStore,
): void {
  app.get(
    '/webhooks',
    {
      config: { scope: 'admin' },
      schema: {
        ...{
          operationId: 'listWebhooks',
          tags: ['webhooks'],
          summary: 'All webhooks, without their secrets',
        },
        response: { 200: Type.Object({ items: Type.Array(shapes.webhook) }) },
      },
    },
    async (request) => ({ items: [...(await webhooks.list(request.caller.tenant))] }),
  )

  app.post(
    '/webhooks',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ operationId: 'createWebhook', tags: ['webhooks'], summary: 'Be told of what changes' },
        description:
          'Messages are signed as Standard Webhooks 1.0 has it. The answer holds the secret, which is not shown again. A message is sent until a 2xx answers it, twelve times within some ten hours; it may come twice, with the same `webhook-id`.',
        body: shapes.wanted,
        response: { 201: Type.Object({ secret: Type.String(), ...shapes.fields }) },
      },
    },
    async (request, reply) => {
      const { tenant, keyId } = request.caller
      const { url, events = WEBHOOK_EVENTS, paused = false } = request.body
      checkUrl(url, scope)
      if ((await webhooks.list(tenant)).length >= settings.limits.webhooks) {
        throw new HttpProblem(
          409,
          'too_many_webhooks',
          `there are ${settings.limits.webhooks} webhooks already`,
        )
      }
      const { secret, text } = newSecret()
      const wanted = {
        id: randomUUID(),
        tenant,
        name: request.body.name ?? new URL(url).host,
        url,
        events,
        paused,
      }
      const made = await webhooks.create(wanted, secret)
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([
        { ...who, action: 'webhook.created', detail: { id: made.id, url: withoutSecrets(url) } },
      ])
      return reply.code(201).send({ secret: text, ...made, events: [...made.events] })
    },
  )
}

function changeAndRemove(
  app: HttpApp,
  { Type, store, scope }: HttpParts,
  shapes: WebhookShapes,
  webhooks: WebhookStore,
): void {
  app.patch(
    '/webhooks/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{
          operationId: 'changeWebhook',
          tags: ['webhooks'],
          summary: 'Change, pause or go on with a webhook',
        },
        ...{ params: shapes.params, body: shapes.change },
        response: { 200: shapes.webhook, ...shapes.missing },
      },
    },
    async (request) => {
      const { id } = request.params
      const { name, url, events, paused } = request.body
      if (url !== undefined) checkUrl(url, scope)
      const changed = await webhooks.change(request.caller.tenant, id, {
        ...(name !== undefined && { name }),
        ...(url !== undefined && { url }),
        ...(events !== undefined && { events }),
        ...(paused !== undefined && { paused }),
      })
      if (changed === undefined) throw notFound(`there is no webhook ${id}`)
      return changed
    },
  )

  app.delete(
    '/webhooks/:id',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ operationId: 'removeWebhook', tags: ['webhooks'], summary: 'Tell it nothing more' },
        params: shapes.params,
        response: { 204: Type.Null({ description: 'It is gone' }), ...shapes.missing },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { tenant, keyId } = request.caller
      if (!(await webhooks.remove(tenant, id))) throw notFound(`there is no webhook ${id}`)
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([{ ...who, action: 'webhook.removed', detail: { id } }])
      return reply.code(204).send(null)
    },
  )
}

function deliveryRoutes(
  app: HttpApp,
  parts: HttpParts,
  shapes: WebhookShapes,
  { webhooks, outbox }: WebhookParts,
): void {
  const { Type } = parts
  app.get(
    '/webhooks/:id/deliveries',
    {
      config: { scope: 'admin' },
      schema: {
        ...{
          operationId: 'listDeliveries',
          tags: ['webhooks'],
          summary: 'What it was told, the newest first',
        },
        params: shapes.params,
        querystring: Type.Object(parts.shapes.page(USUAL), shapes.closed),
        response: {
          200: Type.Object({ items: Type.Array(shapes.delivery), cursor: Type.Optional(Type.String()) }),
          ...shapes.missing,
        },
      },
    },
    async (request, reply) => {
      const { tenant } = request.caller
      const webhook = await known(webhooks, tenant, request.params.id)
      const page = await webhooks.deliveries(tenant, webhook.id, pageOf(request.query, USUAL))
      return {
        items: linkNext(request, reply, page),
        ...(page.cursor !== undefined && { cursor: page.cursor }),
      }
    },
  )

  app.post(
    '/webhooks/:id/ping',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ operationId: 'pingWebhook', tags: ['webhooks'], summary: 'Send it a message to try it out' },
        params: shapes.params,
        response: { 202: shapes.delivery, ...shapes.missing },
      },
    },
    async (request, reply) => {
      const { tenant } = request.caller
      const { id } = await known(webhooks, tenant, request.params.id)
      const body = JSON.stringify({
        type: 'ping',
        timestamp: new Date().toISOString(),
        data: { webhook_id: id },
      })
      return reply.code(202).send(await outbox.add(tenant, { webhookId: id, event: 'ping', body }))
    },
  )
}

async function known(webhooks: WebhookStore, tenant: string, id: string): Promise<Webhook> {
  const webhook = await webhooks.get(tenant, id)
  if (webhook === undefined) throw notFound(`there is no webhook ${id}`)
  return webhook
}

/** What can be seen in the URL already; names are judged by what they lead to, whenever something is sent. */
function checkUrl(text: string, scope: Pick<Scope, 'refusal' | 'nameRefusal'>): void {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new HttpProblem(400, 'invalid_url', 'expected a URL that begins with http:// or https://')
  }
  if (url.username !== '' || url.password !== '') {
    throw new HttpProblem(
      400,
      'invalid_url',
      'expected a URL without a user and a password: they would be shown',
    )
  }
  const host = url.hostname.replace(/^\[(.+)\]$/, '$1')
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':')
  const refusal = isAddress ? scope.refusal(host) : scope.nameRefusal(host)
  if (refusal !== undefined) throw new HttpProblem(403, 'refused_url', refusal.message)
}

/** Receivers have their own secrets in the path or the query. */
function withoutSecrets(url: string): string {
  return new URL(url).origin
}
