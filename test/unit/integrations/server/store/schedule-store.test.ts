import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Schedule } from '../../../../../src/integrations/server/schedules/schedule.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'

const past = new Date('2026-01-01T10:00:00Z')
const later = new Date('2100-01-01T10:00:00Z')
const next = (at: Date) => ({ firesAt: at, dueAt: at })

function wanted(tenant: string, more: Partial<Schedule> = {}) {
  return {
    ...{ id: randomUUID(), tenant, name: 'nightly', overlap: 'skip' as const, paused: false, jitterMs: 0 },
    ...{ timeZone: 'Europe/Zurich', cron: '30 2 * * *' },
    request: {
      ...{ hosts: ['192.0.2.1'], ports: '22', services: true, udp: false, timing: 'normal' as const },
      backends: ['connect' as const],
    },
    ...more,
  }
}

test('is kept as it is, for its tenant alone, page by page', async () => {
  const { schedules } = await embeddedStore()
  const [tenant, other] = [randomUUID(), randomUUID()]
  const made = await schedules.create(wanted(tenant), next(later))
  expect(made).toMatchObject({ ...wanted(tenant, { id: made.id }), fires_at: later.toISOString() })
  await schedules.create(wanted(tenant, { name: 'second\0' }), undefined)
  expect(await schedules.get(tenant, made.id)).toEqual(made)
  expect(await schedules.get(other, made.id)).toBeUndefined()
  expect(await schedules.get(tenant, "' or 1=1")).toBeUndefined()
  expect(await schedules.count(tenant)).toBe(2)
  const first = await schedules.list(tenant, { limit: 1 })
  const rest = await schedules.list(tenant, { limit: 10, cursor: first.cursor! })
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['nightly', 'second\uFFFD'])
  expect((await schedules.list(other, { limit: 10 })).items).toEqual([])
  expect([await schedules.remove(other, made.id), await schedules.remove(tenant, made.id)]).toEqual([
    false,
    true,
  ])
})

test('is due when its time has come, unless it is paused', async () => {
  const { schedules } = await embeddedStore()
  const tenant = randomUUID()
  const [due] = await Promise.all([
    schedules.create(wanted(tenant), next(past)),
    schedules.create(wanted(tenant), next(later)),
    schedules.create(wanted(tenant, { paused: true }), next(past)),
  ])
  const mine = async () =>
    (await schedules.due(1_000)).filter((one) => one.tenant === tenant).map(({ id }) => id)
  expect(await mine()).toEqual([due.id])
  await schedules.change(tenant, due.id, { paused: true })
  expect(await mine()).toEqual([])
})

test('one time ends once, whoever is quicker', async () => {
  const { schedules } = await embeddedStore()
  const tenant = randomUUID()
  const due = await schedules.create(wanted(tenant), next(past))
  const scanId = randomUUID()
  await schedules.fired(due, { next: next(later), scanId })
  await schedules.fired(due, { next: next(past), scanId: randomUUID(), error: 'late' })
  const after = await schedules.get(tenant, due.id)
  expect(after).toMatchObject({ last_scan_id: scanId, fires_at: later.toISOString() })
  expect(after).not.toHaveProperty('last_error')
  await schedules.fired(after!, { next: undefined, error: 'no more' })
  const end = await schedules.get(tenant, due.id)
  expect(end).toMatchObject({ last_scan_id: scanId, last_error: 'no more' })
  expect(end).not.toHaveProperty('fires_at')
})

test('changes are of what was named, for its tenant alone', async () => {
  const { schedules } = await embeddedStore()
  const tenant = randomUUID()
  const { id } = await schedules.create(wanted(tenant), next(later))
  expect(await schedules.change(randomUUID(), id, { name: 'stolen' })).toBeUndefined()
  const changed = await schedules.change(tenant, id, {
    rule: { everyMs: 2 ** 33 },
    overlap: 'cancel',
    next: next(past),
  })
  expect(changed).toMatchObject({
    name: 'nightly',
    everyMs: 2 ** 33,
    overlap: 'cancel',
    due_at: past.toISOString(),
  })
  expect(changed).not.toHaveProperty('cron')
})
