/** The listener as a process of its own, with the lab's systems behind it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startLab, type Lab } from '../../../src/lab/lab.ts';
import { jsonOf, mainFile, TestHome } from '../../cli/omnicrm.ts';

export interface ServedHome {
  readonly at: TestHome;
  readonly lab: Lab;
  readonly token: string;
  close(): Promise<void>;
}

/** A home with the demo whose backends are the lab's. */
export async function openServedHome(): Promise<ServedHome> {
  const lab = await startLab({ hss: 1 });
  const at = new TestHome();
  mkdirSync(at.home, { recursive: true });
  const settings = { ...lab.settings(), jwt: { access_lifetime: 3600 } };
  await at.run(['init', '--demo']);
  writeFileSync(join(at.home, 'crm_config.yaml'), JSON.stringify(settings));
  const token = String(jsonOf(await at.run(['token', '--json']))['access_token']);
  const close = async (): Promise<void> => {
    await lab.close();
    at.remove();
  };
  return { at, lab, token, close };
}

export interface ServedProcess {
  readonly url: string;
  /** All that it has logged. */
  log(): string;
  /** Ends it and waits for that; gives its exit code, null after a signal that nobody can catch. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export async function startServing({ at }: ServedHome, args: readonly string[] = []): Promise<ServedProcess> {
  const env = { PATH: '/usr/bin:/bin', OMNICRM_HOME: at.home };
  const argv = [mainFile, 'serve', '--port', '0', '--json', '--log-level', 'warn', ...args];
  const child: ChildProcess = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', text => (log += text));
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [line] = (await once(createInterface({ input: child.stdout ?? process.stdin }), 'line')) as [string];
  const { url }: { url: string } = JSON.parse(line);
  return {
    url,
    log: () => log,
    end: async signal => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
