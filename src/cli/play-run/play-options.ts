/** The options of `play run`: those of ansible-playbook, wherever they stand, and three of our own. */

export interface PlayOptions {
  readonly files: string[];
  readonly inventories: string[];
  readonly extraVars: string[];
  readonly tags: string[];
  readonly skipTags: string[];
  readonly vaultIds: string[];
  readonly vaultPasswordFiles: string[];
  limit: string | undefined;
  startAtTask: string | undefined;
  step: boolean;
  output: string | undefined;
  check: boolean;
  diff: boolean;
  forceHandlers: boolean;
  listTasks: boolean;
  listTags: boolean;
  listHosts: boolean;
  syntaxCheck: boolean;
  deprovision: boolean;
  handover: boolean;
  help: boolean;
  verbosity: number;
}

/** Words that cannot be understood; ansible-playbook ends with 2 there. */
export class PlayUsageError extends Error {}

interface OptionRule {
  readonly names: readonly string[];
  readonly value: boolean;
  readonly help: string;
  readonly set: (options: PlayOptions, value: string) => void;
}

const flag = (names: string[], help: string, set: (options: PlayOptions) => void): OptionRule => ({
  names,
  value: false,
  help,
  set,
});
const valued = (names: string[], help: string, set: OptionRule['set']): OptionRule => ({
  names,
  value: true,
  help,
  set,
});

export const optionRules: readonly OptionRule[] = [
  valued(['-i', '--inventory', '--inventory-file'], 'hosts: a,b, or a file (INI or YAML)', (o, v) =>
    o.inventories.push(v),
  ),
  valued(['-e', '--extra-vars'], 'variables: k=v, JSON or YAML, @file', (o, v) => o.extraVars.push(v)),
  valued(['-t', '--tags'], 'run only tasks with these tags', (o, v) => o.tags.push(v)),
  valued(['--skip-tags'], 'leave out tasks with these tags', (o, v) => o.skipTags.push(v)),
  valued(['-l', '--limit'], 'only these hosts', (o, v) => (o.limit = v)),
  valued(['--start-at-task'], 'pass over the tasks before this one', (o, v) => (o.startAtTask = v)),
  flag(['--step'], 'ask before each task', o => (o.step = true)),
  valued(['--vault-password-file', '--vault-pass-file'], 'file or script with the password of vaults', (o, v) =>
    o.vaultPasswordFiles.push(v),
  ),
  valued(['--vault-id'], 'ID@FILE: the password of vaults of that id', (o, v) => o.vaultIds.push(v)),
  valued(['-f', '--forks'], 'taken and not needed', () => undefined),
  valued(['-c', '--connection'], 'taken and not needed: all hosts are local', () => undefined),
  valued(['--output'], 'json: the document of Ansible’s json callback', (o, v) => (o.output = v)),
  flag(['-C', '--check'], 'change nothing, tell what would change', o => (o.check = true)),
  flag(['-D', '--diff'], 'show what changes in files', o => (o.diff = true)),
  flag(['--force-handlers'], 'run handlers of hosts that failed', o => (o.forceHandlers = true)),
  flag(['--list-tasks'], 'list the tasks, run nothing', o => (o.listTasks = true)),
  flag(['--list-tags'], 'list the tags, run nothing', o => (o.listTags = true)),
  flag(['--list-hosts'], 'list the hosts, run nothing', o => (o.listHosts = true)),
  flag(['--syntax-check'], 'read the playbook, run nothing', o => (o.syntaxCheck = true)),
  flag(['--deprovision'], 'remove: set action to deprovision and begin at the rescue', o => (o.deprovision = true)),
  flag(
    ['--no-handover'],
    'refuse modules that are not built in, whatever ansible is installed',
    o => (o.handover = false),
  ),
  flag(['-v', '--verbose'], 'tell more; -vv, -vvv', o => (o.verbosity += 1)),
  flag(['-b', '--become'], 'taken: tasks run as you', () => undefined),
  flag(['-h', '--help'], 'this', o => (o.help = true)),
];

/** Reads the words of a command line. PlayUsageError for what is not understood. */
export function parsePlayOptions(argv: readonly string[]): PlayOptions {
  const options = emptyOptions();
  const words = argv.flatMap(splitShort);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') {
      options.files.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      options.files.push(word);
      continue;
    }
    at += readOption(options, word, words[at + 1]);
  }
  return options;
}

/** How many further words the option took. */
function readOption(options: PlayOptions, word: string, next: string | undefined): number {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const name = equals > 0 ? word.slice(0, equals) : word;
  const rule = ruleOf(name);
  if (!rule.value) {
    rule.set(options, '');
    return 0;
  }
  const value = equals > 0 ? word.slice(equals + 1) : next;
  if (value === undefined) throw new PlayUsageError(`argument ${name}: expected one argument`);
  rule.set(options, value);
  return equals > 0 ? 0 : 1;
}

/** The rule of a name; a long one may be cut short as long as it is clear. */
function ruleOf(name: string): OptionRule {
  const exact = optionRules.find(rule => rule.names.includes(name));
  if (exact) return exact;
  const near = name.startsWith('--')
    ? optionRules.filter(rule => rule.names.some(known => known.startsWith(name)))
    : [];
  if (near.length === 1) return near[0]!;
  if (near.length > 1) throw new PlayUsageError(`ambiguous option: ${name}`);
  throw new PlayUsageError(`unrecognized arguments: ${name}`);
}

/** `-vvv` is three words, `-ea=1` two. */
function splitShort(word: string): string[] {
  if (!/^-[A-Za-z]./.test(word)) return [word];
  const head = word.slice(0, 2);
  const rule = optionRules.find(known => known.names.includes(head));
  if (!rule) return [word];
  return rule.value ? [head, word.slice(2)] : [head, ...splitShort(`-${word.slice(2)}`)];
}

function emptyOptions(): PlayOptions {
  return {
    files: [],
    inventories: [],
    extraVars: [],
    tags: [],
    skipTags: [],
    vaultIds: [],
    vaultPasswordFiles: [],
    limit: undefined,
    startAtTask: undefined,
    step: false,
    output: undefined,
    check: false,
    diff: false,
    forceHandlers: false,
    listTasks: false,
    listTags: false,
    listHosts: false,
    syntaxCheck: false,
    deprovision: false,
    handover: true,
    help: false,
    verbosity: 0,
  };
}
