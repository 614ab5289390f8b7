import { expect, test } from 'vitest'
import { loadFindNext } from '../../../../../src/integrations/server/schedules/next-time.ts'
import { scheduleRoutes } from '../../../../../src/integrations/server/schedules/schedule-routes.ts'
import { routeTests, type RouteWorld } from '../../../../support/route-tests.ts'

const scan = { hosts: ['192.0.2.1'], ports: '22' }

async function make({ ask }: RouteWorld): Promise<string> {
  const { body } = await ask('POST', '/schedules', { interval: '1h', scan })
  return (body as { id: string }).id
}

const world = routeTests(
  'schedules',
  async ({ schedules }) => scheduleRoutes({ schedules, findNext: await loadFindNext() }),
  {
    'GET /schedules': { scope: 'read', good: 200 },
    'POST /schedules': {
      scope: 'scan',
      payload: { cron: '30 2 * * *', time_zone: 'Europe/Zurich', jitter: '5m', scan },
      good: 201,
      malformed: [
        {},
        { scan },
        { scan, cron: '30 2 * * *', interval: '1h' },
        { scan, cron: 'every day' },
        { scan, interval: '1w' },
        { scan, interval: '30s' },
        { scan, interval: '1h', time_zone: 'Mars' },
        { scan, interval: '1h', overlap: 'kill' },
        { scan, interval: '1h', command: 'id' },
        { scan: { hosts: ['192.0.2.1/'] }, interval: '1h' },
        { scan: { hosts: ['192.0.2.1'], ports: '99999' }, interval: '1h' },
      ],
    },
    'GET /schedules/{id}': { scope: 'read', good: 200 },
    'PATCH /schedules/{id}': {
      scope: 'scan',
      payload: { paused: true },
      good: 200,
      malformed: [{ paused: 'yes' }, { cron: 'x'.repeat(20) }, { interval: '0h' }, { tenant: 'other' }],
    },
    'DELETE /schedules/{id}': { scope: 'scan', good: 204 },
  },
  make,
)

test('hosts that may not be scanned are no schedule', async () => {
  const refused = { interval: '1h', scan: { hosts: ['10.0.0.1'] } }
  expect(await world().ask('POST', '/schedules', refused)).toMatchObject({
    status: 403,
    body: { error: { code: 'refused_hosts' } },
  })
})

test('what is shown, paused and gone on with', async () => {
  const { ask } = world()
  const url = `/schedules/${await make(world())}`
  const { body } = await ask('GET', url)
  expect(body).toMatchObject({ name: 'scan', interval: '1h', time_zone: 'UTC', overlap: 'skip', scan })
  const { body: paused } = await ask('PATCH', url, { paused: true, name: 'nightly' })
  expect(paused).toMatchObject({ paused: true, name: 'nightly', interval: '1h' })
  expect(paused).not.toHaveProperty('next_at')
  const { body: changed } = await ask('PATCH', url, { paused: false, cron: '0 0 * * 0', jitter: '1m' })
  expect(changed).toMatchObject({
    paused: false,
    cron: '0 0 * * 0',
    jitter: '1m',
    next_at: expect.any(String) as string,
  })
  expect(changed).not.toHaveProperty('interval')
})

test('there is an end to how many', async () => {
  const { ask } = world()
  let status = 201
  for (let made = 0; made < 20 && status === 201; made++) {
    status = (await ask('POST', '/schedules', { interval: '1h', scan })).status
  }
  expect(status).toBe(409)
})
