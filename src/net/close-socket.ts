import type { Socket } from 'node:dgram'

/**
 * Closes a datagram socket, which may still be on its way to be bound: Node then closes it later, by listeners of its
 * own, so take off only yours. What the socket has to report of its end concerns nobody.
 */
export function closeSocket(socket: Socket): void {
  socket.on('error', () => close(socket))
  close(socket)
}

function close(socket: Socket): void {
  try {
    socket.close()
  } catch {
    // Closed already: the one thing that this throws for.
  }
}
