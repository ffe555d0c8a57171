import type { Socket } from 'node:net';

/** Ends a connection by RST. One that is ending already is only dropped: Node 20 cannot reset it, and would never exit. */
export function cutSocket(socket: Socket | null | undefined): void {
  if (socket?.writableEnded) socket.destroy();
  else socket?.resetAndDestroy();
}
