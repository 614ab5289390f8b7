import { randomUUID } from 'node:crypto'
import type { AddRoutes, HttpApp, HttpParts } from '../http/http-app.ts'
import { linkNext, pageOf } from '../http/next-page.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { readScanRequest } from '../http/read-scan-request.ts'
import { scanBody } from '../http/routes/create-scan.ts'
import { checkRule, formatInterval, parseInterval, type FindNext } from './next-time.ts'
import type { Overlap, Schedule, ScheduleRule, ScheduleStore } from './schedule.ts'

const USUAL = 50

export interface ScheduleParts {
  readonly schedules: ScheduleStore
  readonly findNext: FindNext
}

/** Schedules: scans that are made again and again. */
export function scheduleRoutes({ schedules, findNext }: ScheduleParts): AddRoutes {
  return (app, parts) => {
    const shapes = shapesOf(parts)
    readRoutes(app, parts, shapes, schedules)
    makeRoute(app, parts, shapes, { schedules, findNext })
    changeRoutes(app, parts, shapes, { schedules, findNext })
  }
}

type ScheduleShapes = ReturnType<typeof shapesOf>

function shapesOf(parts: HttpParts) {
  const { Type, shapes } = parts
  const text = Type.String()
  const overlap = Type.Unsafe<Overlap>(
    Type.String({
      enum: ['skip', 'queue', 'cancel'],
      description:
        'When the scan of the time before goes on: leave this time out, wait for its end, or cancel it',
    }),
  )
  const fields = {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\x00-\\x1f\\x7f]+$' })),
    cron: Type.Optional(
      Type.String({ minLength: 9, maxLength: 100, description: 'Five fields: `30 2 * * 1-5`' }),
    ),
    interval: Type.Optional(
      Type.String({ maxLength: 12, description: 'From one beginning to the next: `6h`, `1d`' }),
    ),
    time_zone: Type.Optional(Type.String({ maxLength: 64, description: 'For cron. Default `UTC`' })),
    jitter: Type.Optional(
      Type.String({ maxLength: 12, description: 'Put off by a random time below this: `5m`' }),
    ),
    overlap: Type.Optional(overlap),
    paused: Type.Optional(Type.Boolean()),
  }
  const scan = scanBody(parts)
  return {
    closed: shapes.closed,
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }, shapes.closed),
    wanted: Type.Object({ ...fields, scan }, shapes.closed),
    change: Type.Object({ ...fields, scan: Type.Optional(scan) }, shapes.closed),
    schedule: Type.Object({
      ...{ id: text, name: text, time_zone: text, overlap: text, paused: Type.Boolean(), created_at: text },
      ...{ cron: Type.Optional(text), interval: Type.Optional(text), jitter: Type.Optional(text) },
      ...{ next_at: Type.Optional(text), last_at: Type.Optional(text), last_error: Type.Optional(text) },
      last_scan_id: Type.Optional(text),
      scan: Type.Unsafe<Schedule['request']>(shapes.scan.properties.request),
    }),
    missing: { 404: { description: 'There is no such schedule', $ref: 'Problem#' } },
  }
}

/** As it is answered. */
function shown(schedule: Schedule) {
  const { id, name, overlap, paused, created_at, request, cron, everyMs, jitterMs } = schedule
  const { due_at, last_at, last_error, last_scan_id } = schedule
  return {
    ...{ id, name, time_zone: schedule.timeZone, overlap, paused, created_at, scan: request },
    ...(cron !== undefined && { cron }),
    ...(everyMs !== undefined && { interval: formatInterval(everyMs) }),
    ...(jitterMs > 0 && { jitter: formatInterval(jitterMs) }),
    ...(due_at !== undefined && !paused && { next_at: due_at }),
    ...(last_at !== undefined && { last_at }),
    ...(last_error !== undefined && { last_error }),
    ...(last_scan_id !== undefined && { last_scan_id }),
  }
}

function readRoutes(app: HttpApp, parts: HttpParts, shapes: ScheduleShapes, schedules: ScheduleStore): void {
  const { Type } = parts
  app.get(
    '/schedules',
    {
      config: { scope: 'read' },
      schema: {
        ...{ operationId: 'listSchedules', tags: ['schedules'], summary: 'All schedules, the oldest first' },
        querystring: Type.Object(parts.shapes.page(USUAL), shapes.closed),
        response: {
          200: Type.Object({ items: Type.Array(shapes.schedule), cursor: Type.Optional(Type.String()) }),
        },
      },
    },
    async (request, reply) => {
      const page = await schedules.list(request.caller.tenant, pageOf(request.query, USUAL))
      const { cursor } = page
      return { items: linkNext(request, reply, page).map(shown), ...(cursor !== undefined && { cursor }) }
    },
  )

  app.get(
    '/schedules/:id',
    {
      config: { scope: 'read' },
      schema: {
        ...{ operationId: 'getSchedule', tags: ['schedules'], summary: 'One schedule' },
        params: shapes.params,
        response: { 200: shapes.schedule, ...shapes.missing },
      },
    },
    async (request) => shown(await known(schedules, request.caller.tenant, request.params.id)),
  )
}

function makeRoute(
  app: HttpApp,
  { store, scope, settings }: HttpParts,
  shapes: ScheduleShapes,
  { schedules, findNext }: ScheduleParts,
): void {
  app.post(
    '/schedules',
    {
      config: { scope: 'scan' },
      schema: {
        ...{ operationId: 'createSchedule', tags: ['schedules'], summary: 'Scan again and again' },
        description:
          'By `cron` or `interval`; the first scan is at the next time, not now. Times that pass while no API runs are made up for once.',
        body: shapes.wanted,
        response: { 201: shapes.schedule },
      },
    },
    async (request, reply) => {
      const { tenant, keyId } = request.caller
      const { body } = request
      const read = await readScanRequest(body.scan, scope, settings)
      const rule = ruleOf(body, { timeZone: 'UTC', jitterMs: 0 })
      const next = checkRule(rule, findNext, new Date())
      if ((await schedules.count(tenant)) >= settings.limits.schedules) {
        throw new HttpProblem(
          409,
          'too_many_schedules',
          `there are ${settings.limits.schedules} schedules already`,
        )
      }
      const { name = 'scan', overlap = 'skip', paused = false } = body
      const wanted = { id: randomUUID(), tenant, name, request: read.request, ...rule, overlap, paused }
      const made = await schedules.create(wanted, next)
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      const detail = { id: made.id, hosts: read.request.hosts, ports: read.request.ports }
      await store.audit.add([{ ...who, action: 'schedule.created', detail }])
      return reply.code(201).send(shown(made))
    },
  )
}

function changeRoutes(
  app: HttpApp,
  { Type, store, scope, settings }: HttpParts,
  shapes: ScheduleShapes,
  { schedules, findNext }: ScheduleParts,
): void {
  app.patch(
    '/schedules/:id',
    {
      config: { scope: 'scan' },
      schema: {
        ...{
          operationId: 'changeSchedule',
          tags: ['schedules'],
          summary: 'Change, pause or go on with a schedule',
        },
        description: 'Who goes on with one that was paused waits for its next time.',
        ...{ params: shapes.params, body: shapes.change },
        response: { 200: shapes.schedule, ...shapes.missing },
      },
    },
    async (request) => {
      const { tenant } = request.caller
      const { body } = request
      const before = await known(schedules, tenant, request.params.id)
      const rule = ruleOf(body, before)
      const { name, overlap, paused, scan } = body
      const { cron, everyMs, timeZone, jitterMs } = rule
      const read = scan === undefined ? undefined : await readScanRequest(scan, scope, settings)
      const isLater = [body.cron, body.interval, body.time_zone, body.jitter].some(
        (value) => value !== undefined,
      )
      const changed = await schedules.change(tenant, before.id, {
        ...{ timeZone, jitterMs },
        rule: { ...(cron !== undefined && { cron }), ...(everyMs !== undefined && { everyMs }) },
        ...(name !== undefined && { name }),
        ...(overlap !== undefined && { overlap }),
        ...(paused !== undefined && { paused }),
        ...(read !== undefined && { request: read.request }),
        ...((isLater || (before.paused && paused === false)) && {
          next: checkRule(rule, findNext, new Date()),
        }),
      })
      if (changed === undefined) throw notFound(`there is no schedule ${before.id}`)
      return shown(changed)
    },
  )

  app.delete(
    '/schedules/:id',
    {
      config: { scope: 'scan' },
      schema: {
        ...{
          operationId: 'removeSchedule',
          tags: ['schedules'],
          summary: 'Scan no more; what was found stays',
        },
        params: shapes.params,
        response: { 204: Type.Null({ description: 'It is gone' }), ...shapes.missing },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { tenant, keyId } = request.caller
      if (!(await schedules.remove(tenant, id))) throw notFound(`there is no schedule ${id}`)
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([{ ...who, action: 'schedule.removed', detail: { id } }])
      return reply.code(204).send(null)
    },
  )
}

interface WrittenRule {
  readonly cron?: string
  readonly interval?: string
  readonly time_zone?: string
  readonly jitter?: string
}

/** What is written wins; what is not stays as it was. */
function ruleOf(written: WrittenRule, before: ScheduleRule): ScheduleRule {
  const { cron, interval, time_zone: timeZone = before.timeZone, jitter } = written
  const jitterMs = jitter === undefined ? before.jitterMs : spanOf('jitter', jitter)
  if (cron === undefined && interval === undefined) return { ...before, timeZone, jitterMs }
  return {
    ...{ timeZone, jitterMs },
    ...(cron !== undefined && { cron }),
    ...(interval !== undefined && { everyMs: spanOf('interval', interval) }),
  }
}

function spanOf(name: string, text: string): number {
  const span = parseInterval(text)
  if (span !== undefined) return span
  throw new HttpProblem(400, 'invalid_request', `${name}: expected a number with s, m, h or d, such as 6h`)
}

async function known(schedules: ScheduleStore, tenant: string, id: string): Promise<Schedule> {
  const schedule = await schedules.get(tenant, id)
  if (schedule === undefined) throw notFound(`there is no schedule ${id}`)
  return schedule
}
