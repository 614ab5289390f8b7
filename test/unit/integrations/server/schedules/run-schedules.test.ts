import { expect, test } from 'vitest'
import type { Progress } from '../../../../../src/integrations/server/model.ts'
import { runSchedules } from '../../../../../src/integrations/server/schedules/run-schedules.ts'
import type { Fired, Schedule } from '../../../../../src/integrations/server/schedules/schedule.ts'
import { ScanError } from '../../../../../src/model/errors.ts'

const schedule: Schedule = {
  ...{
    id: 'a',
    tenant: 't',
    name: 'nightly',
    overlap: 'skip',
    paused: false,
    created_at: '2026-01-01T00:00:00.000Z',
  },
  ...{ timeZone: 'UTC', jitterMs: 0, everyMs: 3_600_000 },
  ...{ fires_at: '2026-01-01T10:00:00.000Z', due_at: '2026-01-01T10:00:00.000Z', last_scan_id: 'before' },
  request: {
    hosts: ['192.0.2.1'],
    ports: '22',
    services: true,
    udp: false,
    timing: 'normal',
    backends: ['connect'],
  },
}

/** One look, at five past four: six beats were missed. */
async function look(of: Partial<Schedule>, before: Progress, begin?: () => Promise<{ scanId: string }>) {
  const [begun, fired, cancelled, errors]: [string[], Fired[], string[], unknown[]] = [[], [], [], []]
  await runSchedules({
    schedules: {
      due: () => Promise.resolve([{ ...schedule, ...of }]),
      fired: (_schedule: Schedule, outcome: Fired) => Promise.resolve(void fired.push(outcome)),
    } as never,
    scans: {
      get: () => Promise.resolve({ status: before } as never),
      cancel: (_tenant, id) => Promise.resolve(void cancelled.push(id) as never),
    },
    findNext: ({ everyMs = 0 }, after) => {
      const firesAt = new Date(after.getTime() + everyMs)
      return { firesAt, dueAt: firesAt }
    },
    now: () => new Date('2026-01-01T16:05:00Z'),
    begin: (_schedule, time) => (begun.push(time), begin?.() ?? Promise.resolve({ scanId: 'new' })),
    onError: (error) => errors.push(error),
  })
  return { begun, fired, cancelled, errors }
}

test('what was missed is made up for once, and the beat is kept', async () => {
  const { begun, fired } = await look({}, 'done')
  expect(begun).toEqual(['2026-01-01T10:00:00.000Z'])
  expect(fired).toMatchObject([{ scanId: 'new', next: { firesAt: new Date('2026-01-01T17:00:00Z') } }])
})

test.each(['pending', 'in_progress'] as const)(
  'skip: while the one before is %s this time is left out',
  async (status) => {
    const { begun, fired } = await look({ overlap: 'skip' }, status)
    expect(begun).toEqual([])
    expect(fired).toMatchObject([{ error: expect.stringContaining('before') as string }])
    expect(fired[0]).not.toHaveProperty('scanId')
  },
)

test('queue: it waits, without losing its time', async () => {
  expect(await look({ overlap: 'queue' }, 'in_progress')).toMatchObject({ begun: [], fired: [] })
})

test('cancel: the one before is cancelled', async () => {
  const { begun, cancelled } = await look({ overlap: 'cancel' }, 'in_progress')
  expect(cancelled).toEqual(['before'])
  expect(begun).toHaveLength(1)
})

test('what is refused is noted and not tried again; anything else is', async () => {
  const refused = () => Promise.reject(new ScanError('ERR_POLICY', '100 scans wait'))
  expect((await look({}, 'done', refused)).fired).toMatchObject([{ error: '100 scans wait' }])
  const away = () => Promise.reject(new Error('the database is away'))
  expect(await look({}, 'done', away)).toMatchObject({
    fired: [],
    errors: [new Error('the database is away')],
  })
})
