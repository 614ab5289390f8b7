import type { HttpApp, HttpParts } from '../http-app.ts'

/** How long a part has to answer, in ms. */
const PATIENCE = 2_000

/** Live: the process answers. Ready: so do the database and the queue. */
export function healthRoutes(app: HttpApp, { Type, store, queue }: HttpParts): void {
  const state = Type.Object({ status: Type.String() })
  const parts = Type.Object({ status: Type.String(), database: Type.String(), queue: Type.String() })
  app.get(
    '/health/live',
    {
      config: { scope: 'open' },
      schema: {
        operationId: 'isLive',
        tags: ['service'],
        summary: 'Whether the process answers',
        response: { 200: state },
      },
    },
    () => Promise.resolve({ status: 'live' }),
  )
  app.get(
    '/health/ready',
    {
      config: { scope: 'open' },
      schema: {
        operationId: 'isReady',
        tags: ['service'],
        summary: 'Whether requests can be answered: the database does',
        description: 'A queue that is away delays scans and loses none, so it does not count.',
        response: { 200: parts, 503: parts },
      },
    },
    async (request, reply) => {
      const [database, jobs] = await Promise.all([answers(() => store.ready()), answers(() => queue.ready())])
      if (!database) request.log.warn('not ready: the database does not answer')
      const word = (there: boolean): string => (there ? 'up' : 'down')
      const body = { status: database ? 'ready' : 'not ready', database: word(database), queue: word(jobs) }
      return reply.code(database ? 200 : 503).send(body)
    },
  )
}

async function answers(ask: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, false)
  })
  try {
    return await Promise.race([
      ask().then(
        () => true,
        () => false,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}
