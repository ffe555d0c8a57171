import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { DeviceAddress, DeviceFault, DeviceLine } from './device-line.ts';
import { TelnetFilter, telnetBytes } from './telnet-filter.ts';

/** Opens a telnet connection. Throws the fault when it cannot; the signal ends it at any time. */
export async function connectTelnet(
  { ip, port }: DeviceAddress,
  fault: DeviceFault,
  signal: AbortSignal,
): Promise<DeviceLine> {
  const socket = connect({ host: ip, port, signal });
  try {
    await once(socket, 'connect', { signal });
  } catch (cause) {
    socket.destroy();
    throw fault('does not answer telnet', cause);
  }
  // Errors of an open line end what it says.
  socket.on('error', () => undefined);
  return {
    said: textOf(socket),
    hostKey: undefined,
    write: text => void socket.write(telnetBytes(text)),
    close: () => socket.destroySoon(),
  };
}

async function* textOf(socket: Socket): AsyncGenerator<string> {
  const filter = new TelnetFilter(bytes => void socket.write(bytes));
  const decoder = new StringDecoder('utf8');
  for await (const bytes of socket) yield decoder.write(filter.take(bytes as Buffer));
}
