import { expect, test } from 'vitest'
import { slowToFail } from '../../../../../src/integrations/server/queue/slow-to-fail.ts'

test('what goes well goes as it was, what fails rests before it does', async () => {
  const asked: unknown[] = []
  const pool = slowToFail({
    query(text: string, params?: readonly unknown[]) {
      asked.push([text, params])
      return text === 'bad' ? Promise.reject(new Error('away')) : Promise.resolve({ rows: [1] })
    },
    connect: () => Promise.reject(new Error('away')),
    end: () => Promise.resolve(),
    on() {
      return this
    },
    removeAllListeners() {
      return this
    },
  } as never)
  expect(await pool.query('good', [1])).toEqual({ rows: [1] })
  expect(asked).toEqual([['good', [1]]])
  const begun = Date.now()
  await expect(pool.query('bad')).rejects.toThrow('away')
  await expect(pool.connect()).rejects.toThrow('away')
  expect(Date.now() - begun).toBeGreaterThanOrEqual(400)
})

test('who listens hears the pool itself', () => {
  const heard: string[] = []
  const pool = slowToFail({ on: (event: string) => heard.push(event) } as never)
  expect(pool.on('error', () => {})).toBe(pool)
  expect(heard).toEqual(['error'])
})
