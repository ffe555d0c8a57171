import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { Algorithms, Client, ClientChannel, ConnectConfig } from 'ssh2';
import type { DeviceAddress, DeviceFault, DeviceLine } from './device-line.ts';

/** Who comes in, and whom he wants to meet. */
export interface SshLogin {
  readonly username: string;
  readonly password: string;
  /** Also as old devices speak it. */
  readonly oldSsh: boolean;
  /** The SHA-256 of the key the device has to show before the password is said; undefined believes any. */
  readonly hostKey: string | undefined;
}

/** So wide and high that devices neither wrap nor page. */
const WINDOW = { term: 'vt100', cols: 511, rows: 511 };
const LINGER_MS = 1000;

/** What devices of the years around 2005 have; the library leaves it out by itself. */
const oldAlgorithms: Algorithms = {
  kex: withOld(['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1', 'diffie-hellman-group-exchange-sha1']),
  cipher: withOld(['aes128-cbc', 'aes256-cbc', '3des-cbc']),
  serverHostKey: withOld(['ssh-rsa', 'ssh-dss']),
};

function withOld<T>(append: T[]): Record<'append' | 'prepend' | 'remove', T[]> {
  return { append, prepend: [], remove: [] };
}

/** Opens a shell by SSH. Throws the fault when it cannot; the signal ends it at any time. */
export async function connectSsh(
  address: DeviceAddress,
  login: SshLogin,
  fault: DeviceFault,
  signal: AbortSignal,
): Promise<DeviceLine> {
  const { default: ssh2 } = await import('ssh2');
  const client = new ssh2.Client();
  // Errors of an open line end what it says.
  client.on('error', () => undefined);
  client.on('keyboard-interactive', (_name, _words, _language, prompts, finish) =>
    finish(prompts.map(() => login.password)),
  );
  signal.addEventListener('abort', () => client.destroy(), { once: true });
  let shown: string | undefined;
  const isMeant = (key: Buffer): boolean => {
    shown = createHash('sha256').update(key).digest('base64');
    return login.hostKey === undefined || shown === login.hostKey;
  };
  try {
    client.connect(settingsOf(address, login, isMeant));
    await once(client, 'ready', { signal });
    return lineOf(client, await openShell(client, signal), shown);
  } catch (cause) {
    client.destroy();
    if (login.hostKey !== undefined && shown !== undefined && shown !== login.hostKey)
      throw fault('shows another SSH key than before; ENVY_ACCEPT_NEW_KEYS=1 believes it');
    throw fault(isRefusal(cause) ? 'refuses the login' : 'does not answer SSH', cause);
  }
}

function settingsOf(
  { ip, port }: DeviceAddress,
  { username, password, oldSsh }: SshLogin,
  hostVerifier: (key: Buffer) => boolean,
): ConnectConfig {
  // The caller's signal is the limit of time.
  const settings = { host: ip, port, username, password, tryKeyboard: true, readyTimeout: 0, hostVerifier };
  return oldSsh ? { ...settings, algorithms: oldAlgorithms } : settings;
}

function openShell(client: Client, signal: AbortSignal): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    client.once('close', () => reject(new Error('the connection was closed')));
    client.shell(WINDOW, (error, channel) => (error === undefined ? resolve(channel) : reject(error)));
  });
}

function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && 'level' in cause && cause.level === 'client-authentication';
}

function lineOf(client: Client, shell: ClientChannel, hostKey: string | undefined): DeviceLine {
  shell.on('error', () => undefined);
  const close = (): void => {
    client.end();
    // A device that does not hang up is left.
    setTimeout(() => client.destroy(), LINGER_MS).unref();
  };
  return { said: textOf(shell), hostKey, write: text => void shell.write(text), close };
}

async function* textOf(shell: ClientChannel): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const bytes of shell) yield decoder.write(bytes as Buffer);
}
