import { Redis } from 'ioredis'
import { startServer, type RealServer } from './real-server.ts'

/** An empty Redis that keeps nothing on disk. On the port `again`, where one was before and went away. */
export async function redisServer(again?: number): Promise<RealServer> {
  const server = await startServer(
    ({ port, directory }) => ({
      program: 'redis-server',
      args: ['--port', `${again ?? port}`, '--bind', '127.0.0.1', '--dir', directory, '--save', ''],
    }),
    { ready: (port) => answers(again ?? port) },
  )
  return { ...server, port: again ?? server.port }
}

async function answers(port: number): Promise<boolean> {
  const options = { port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null } as const
  const redis = new Redis({ ...options, maxRetriesPerRequest: 0 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
