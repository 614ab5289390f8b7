import { expect, test } from 'vitest'
import type { Backend } from '../../../../../src/integrations/server/model.ts'
import { backendOrder } from '../../../../../src/integrations/server/work/backend-order.ts'
import type { ShardBackend } from '../../../../../src/integrations/server/work/shard-task.ts'
import { shardTask } from '../../../../support/shard-tasks.ts'

function world(broken: Set<Backend>) {
  const tried: Backend[] = []
  const clock = { time: 0 }
  const backend = (name: Backend): ShardBackend => ({
    name,
    run() {
      tried.push(name)
      return broken.has(name) ? Promise.reject(new Error('is not installed')) : Promise.resolve([])
    },
  })
  const backends = {
    connect: backend('connect'),
    native: backend('native'),
    nmap: backend('nmap'),
    masscan: backend('masscan'),
    rustscan: backend('rustscan'),
  }
  const order = backendOrder(backends, () => clock.time)
  const run = async (...asked: Backend[]): Promise<Backend[]> => {
    tried.length = 0
    await order.run(asked, shardTask()).catch(() => {})
    return [...tried]
  }
  return { order, run, clock }
}

test('the first that can makes it, and says so', async () => {
  const { order } = world(new Set(['nmap']))
  expect(await order.run(['nmap', 'connect'], shardTask())).toEqual({ backend: 'connect', hosts: [] })
})

test('one that failed is passed over for a while, ever longer, and tried again then', async () => {
  const broken = new Set<Backend>(['nmap'])
  const { run, clock } = world(broken)
  expect(await run('nmap', 'connect')).toEqual(['nmap', 'connect'])
  expect(await run('nmap', 'connect')).toEqual(['connect'])
  clock.time = 5_001
  expect(await run('nmap', 'connect')).toEqual(['nmap', 'connect'])
  clock.time += 9_999
  expect(await run('nmap', 'connect')).toEqual(['connect'])
  clock.time += 2
  broken.clear()
  expect(await run('nmap', 'connect')).toEqual(['nmap'])
  broken.add('nmap')
  expect(await run('nmap', 'connect')).toEqual(['nmap', 'connect'])
  clock.time += 5_001
  expect(await run('nmap', 'connect')).toEqual(['nmap', 'connect'])
})

test('none is passed over for more than five minutes', async () => {
  const { run, clock } = world(new Set(['nmap']))
  for (let times = 0; times < 20; times++) {
    await run('nmap')
    clock.time += 300_001
  }
  expect(await run('nmap', 'connect')).toEqual(['nmap', 'connect'])
})

test('where all failed lately they are tried all the same, and each says why', async () => {
  const { order, run } = world(new Set(['nmap', 'masscan']))
  await run('nmap', 'masscan')
  await expect(order.run(['nmap', 'masscan'], shardTask())).rejects.toThrow(
    'nmap: is not installed; masscan: is not installed',
  )
})

test('an end that was asked for is nobody’s failure', async () => {
  const { order, run } = world(new Set(['nmap']))
  const signal = AbortSignal.abort(new Error('closed'))
  await expect(order.run(['nmap', 'connect'], shardTask({}, { signal }))).rejects.toThrow('closed')
  expect(await run('nmap')).toEqual(['nmap'])
})
