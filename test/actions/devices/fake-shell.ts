/** The command line of a small switch, for servers of SSH and telnet in tests: echo, pager, enable, and a wrong turn. */
export interface FakeShell {
  /** What it says first. */
  readonly greeting: string;
  /** Takes keys; gives what it says, or undefined when it hangs up. */
  press(keys: string): string | undefined;
}

export const CONFIG = [
  'hostname sw1',
  ...Array.from({ length: 40 }, (_, port) => `interface gi0/${port}`),
  'banner sw1# trap',
  'end',
];
const PAGE = 10;
const MORE = '--More--';

/** `login` and `enable` are what it wants to hear; no login is asked for without one. */
export function fakeShell(login?: readonly [string, string], enable?: string): FakeShell {
  let typed = '';
  let paged = true;
  let rest: readonly string[] = [];
  let mark = enable === undefined ? '#' : '>';
  let asks: 'login' | 'password' | 'enable' | 'command' | 'more' = login === undefined ? 'command' : 'login';
  let name = '';
  const prompt = (): string => {
    asks = 'command';
    return `\r\nsw1${mark} `;
  };
  const page = (): string => {
    const [shown, left] = paged ? [rest.slice(0, PAGE), rest.slice(PAGE)] : [rest, []];
    rest = left;
    asks = left.length > 0 ? 'more' : 'command';
    return shown.join('\r\n') + (left.length > 0 ? `\r\n${MORE}` : prompt());
  };
  const commands: Readonly<Record<string, () => string>> = {
    'terminal length 0': () => {
      paged = false;
      return prompt();
    },
    enable: () => {
      asks = 'enable';
      return '\r\nPassword: ';
    },
    'show running-config': () => {
      rest = CONFIG;
      return `\r\n${page()}`;
    },
  };
  const answers: Readonly<Record<string, (line: string) => string>> = {
    login: line => {
      [name, asks] = [line, 'password'];
      return `${line}\r\nPassword: `;
    },
    password: line => {
      if (name === login?.[0] && line === login[1]) return `\r\n\u001B[32mwelcome\u001B[0m${prompt()}`;
      asks = 'login';
      return '\r\nLogin incorrect\r\nUsername: ';
    },
    enable: line => {
      mark = line === enable ? '#' : mark;
      return prompt();
    },
    command: line => line + (commands[line]?.() ?? `\r\n% unknown${prompt()}`),
  };
  const key = (letter: string): string => {
    if (asks === 'more') return `\r${' '.repeat(MORE.length)}\r${page()}`;
    if (letter !== '\r') {
      typed += letter;
      return '';
    }
    const line = typed;
    typed = '';
    return answers[asks]?.(line) ?? '';
  };
  return {
    greeting: login === undefined ? `\r\nsw1${mark} `.repeat(2) : '\r\nUser Access Verification\r\n\r\nUsername: ',
    press: keys => {
      const said = Array.from(keys, key).join('');
      return said.includes('exit') ? undefined : said;
    },
  };
}
