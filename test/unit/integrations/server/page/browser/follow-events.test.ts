import { expect, test } from 'vitest'
import { Problem } from '../../../../../../src/integrations/server/page/browser/api.ts'
import { followEvents } from '../../../../../../src/integrations/server/page/browser/follow-events.ts'
import { screenContext } from '../../../../../support/screen-context.ts'

type Answer = string | Problem

/** A service that gives these answers one after the other, and what a follower is told. */
async function follow(answers: Answer[], more: () => boolean): Promise<{ told: string[]; from: unknown[] }> {
  const told: string[] = []
  const from: unknown[] = []
  const { api, signal } = screenContext({})
  const open = (_path: string, headers: Readonly<Record<string, string>>): Promise<Response> => {
    from.push(headers['last-event-id'])
    const answer = answers.shift() ?? ''
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(new Response(answer))
  }
  const follower = {
    onEvent: ({ id, data }: { id: string; data: string }) => told.push(`${id} ${data}`),
    onConnection: (now: string) => told.push(now),
    goOn: () => Promise.resolve(more()),
  }
  await followEvents({ ...api, open }, '/events', follower, signal)
  return { told, from }
}

test('a stream that breaks is taken up behind the last event', async () => {
  const answers = ['id: 1\ndata: a\n\nid: 2\ndata: b\n\n', new Problem(0, 'away', 'x'), 'id: 3\ndata: c\n\n']
  const { told, from } = await follow(answers, () => answers.length > 0)
  expect(told).toEqual(['live', '1 a', '2 b', 'waiting', 'waiting', 'live', '3 c'])
  expect(from).toEqual([undefined, '2', '2'])
})

test('what will not be better is thrown', async () => {
  await expect(follow([new Problem(404, 'not_found', 'There is none.')], () => true)).rejects.toThrow(
    'There is none.',
  )
})
