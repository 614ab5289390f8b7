import { identify, type Service } from '../../src/index.ts'
import { startServer, type ServerCommand, type ServerPlace } from './real-server.ts'

/** Starts a server on an odd port, where nothing but its answers tells what it is, and says what it is named. */
export async function named(prepare: (place: ServerPlace) => ServerCommand): Promise<Service | undefined> {
  const server = await startServer(prepare)
  try {
    return (await identify('127.0.0.1', server.port))?.service
  } finally {
    await server.stop()
  }
}
