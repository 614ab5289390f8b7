import { expect, test } from 'vitest'
import { scan } from '../../../../src/index.ts'
import { judgeClosedPort } from '../../../../src/testing/matchers/closed-port.ts'
import { connector, resolver } from './exposed-world.ts'

const judge = (target: string, port: number) => judgeClosedPort(target, port, { connector, resolver })

test('a port that refuses is closed, one that is open is not', async () => {
  expect(await judge('192.0.2.7', 23)).toMatchInlineSnapshot(`
    {
      "message": "23/tcp of 192.0.2.7 is closed

      closed  192.0.2.7 23/tcp  closed (conn-refused)",
      "pass": true,
    }
  `)
  expect(await judge('192.0.2.7', 22)).toMatchObject({
    pass: false,
    message: expect.stringContaining('is not closed\n') as string,
  })
})

test('one that is filtered is not closed, and the message says why', async () => {
  const { pass, message } = await judge('192.0.2.7', 25)
  expect(pass).toBe(false)
  expect(message).toMatchInlineSnapshot(`
    "25/tcp of 192.0.2.7 is not closed but filtered: nobody refused

      not closed  192.0.2.7 25/tcp  filtered (host-unreach)"
  `)
})

test('all addresses of a name must refuse', async () => {
  expect((await judge('www.example', 23)).pass).toBe(true)
  expect((await judge('www.example', 8080)).pass).toBe(false)
})

test('what cannot be told throws', async () => {
  await expect(judge('192.0.2.7', 26)).rejects.toThrow(
    /^It cannot be told whether 26\/tcp of 192\.0\.2\.7 is closed\n\n {2}unclear /,
  )
  await expect(judge('missing.example', 23)).rejects.toMatchObject({ code: 'ERR_RESOLVE' })
})

test('a report tells it where it lists the port, or where all the others are closed', async () => {
  const report = await scan('192.0.2.7', { ports: '22-25', connector }).report()
  await expect(judgeClosedPort(report, 23)).rejects.toThrow('192.0.2.7: not open')
  const all = await scan('192.0.2.7', { ports: '22-25', connector, states: 'all' }).report()
  expect((await judgeClosedPort(all, 23)).pass).toBe(true)
  const few = await scan('192.0.2.7', { ports: '22-24', connector }).report()
  expect((await judgeClosedPort(few, 23)).pass).toBe(true)
})
