import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';

/** `~` and `~name` at the front as the home of that user; unknown users stay as they are. */
export function expandUser(path: string, environment: Readonly<Record<string, string | undefined>>): string {
  const [tilde, user] = /^~([^/]*)/.exec(path) ?? [];
  if (tilde === undefined) return path;
  const home = user === '' ? (environment['HOME'] ?? homedir()) : homeOf(user!);
  if (home === undefined) return path;
  return home.replace(/\/+$/, '') + path.slice(tilde.length) || '/';
}

function homeOf(user: string): string | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith(`${user}:`));
  return line?.split(':')[5];
}
