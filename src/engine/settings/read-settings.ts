/** ansible.cfg and ANSIBLE_… variables, by Ansible's names; an environment variable wins over the file. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { asBoolean } from '../run/read-keyword.ts';
import { readCfg } from './read-cfg.ts';
import { defaultSettings, type Settings } from './settings.ts';

export interface SettingsPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Source {
  readonly text: string;
  /** Where relative paths start: the folder of ansible.cfg, or the working directory. */
  readonly base: string;
  readonly place: SettingsPlace;
}

interface Rule {
  /** Section and key of ansible.cfg. */
  readonly key: readonly [string, string];
  readonly env: string;
  readonly read: (source: Source) => Partial<Settings>;
}

const flag = ({ text }: Source): boolean => asBoolean(text) ?? refuse(`'${text}' is neither yes nor no`);
const whole = ({ text }: Source): number => (/^\d+$/.test(text) ? Number(text) : refuse(`'${text}' is no number`));
const words = ({ text }: Source): string[] => split(text, ',');
const path = ({ text, base, place }: Source): string => resolve(base, expanded(text, place));
const paths = (source: Source): string[] => split(source.text, ':').map(text => path({ ...source, text }));
const hosts = (source: Source): string[] =>
  source.text.includes(',') && !source.text.includes('/')
    ? [source.text]
    : words(source).map(text => path({ ...source, text }));
const oneOf =
  <T extends string>(...choices: T[]) =>
  ({ text }: Source): T =>
    choices.find(choice => choice === text) ?? refuse(`'${text}' is none of ${choices.join(', ')}`);

const rules: readonly Rule[] = [
  rule('gathering', 'ANSIBLE_GATHERING', source => ({ gathering: oneOf('implicit', 'explicit', 'smart')(source) })),
  rule('inject_facts_as_vars', 'ANSIBLE_INJECT_FACT_VARS', source => ({ injectFacts: flag(source) })),
  rule('hash_behaviour', 'ANSIBLE_HASH_BEHAVIOUR', source => ({ hashBehaviour: oneOf('replace', 'merge')(source) })),
  rule('force_handlers', 'ANSIBLE_FORCE_HANDLERS', source => ({ forceHandlers: flag(source) })),
  rule('any_errors_fatal', 'ANSIBLE_ANY_ERRORS_FATAL', source => ({ anyErrorsFatal: flag(source) })),
  rule('no_log', 'ANSIBLE_NO_LOG', source => ({ noLog: flag(source) })),
  rule('task_timeout', 'ANSIBLE_TASK_TIMEOUT', source => ({ taskTimeout: whole(source) })),
  rule('error_on_missing_handler', 'ANSIBLE_ERROR_ON_MISSING_HANDLER', source => ({
    errorOnMissingHandler: flag(source),
  })),
  rule('roles_path', 'ANSIBLE_ROLES_PATH', source => ({ rolesPath: paths(source) })),
  rule('inventory', 'ANSIBLE_INVENTORY', source => ({ inventory: hosts(source) })),
  rule(['tags', 'run'], 'ANSIBLE_RUN_TAGS', source => ({ tags: words(source) })),
  rule(['tags', 'skip'], 'ANSIBLE_SKIP_TAGS', source => ({ skipTags: words(source) })),
  rule(['diff', 'always'], 'ANSIBLE_DIFF_ALWAYS', source => ({ diff: flag(source) })),
  rule('verbosity', 'ANSIBLE_VERBOSITY', source => ({ verbosity: whole(source) })),
  rule('vault_password_file', 'ANSIBLE_VAULT_PASSWORD_FILE', source => ({ vaultPasswordFile: path(source) })),
  rule('vault_identity_list', 'ANSIBLE_VAULT_IDENTITY_LIST', source => ({ vaultIdentities: words(source) })),
  rule('vault_id_match', 'ANSIBLE_VAULT_ID_MATCH', source => ({ vaultIdMatch: flag(source) })),
];

function rule(key: string | Rule['key'], env: string, read: Rule['read']): Rule {
  return { key: typeof key === 'string' ? ['defaults', key] : key, env, read };
}

/** The settings that hold in a folder; E_CONFIG for a value that means nothing, with its origin. */
export function readSettings(place: SettingsPlace): Settings {
  return settingsFrom(findCfg(place, place.env['HOME'] ?? '/'), place);
}

/** The settings of the environment and of one ansible.cfg, or of none. */
export function settingsFrom(file: string | undefined, place: SettingsPlace): Settings {
  const home = place.env['HOME'] ?? '/';
  const cfg = file === undefined ? undefined : readCfg(file);
  const base = defaultSettings(place.env['ANSIBLE_HOME'] ?? join(home, '.ansible'));
  return rules.reduce((settings, each) => ({ ...settings, ...valueOf(each, place, file, cfg) }), { ...base, file });
}

function valueOf(
  each: Rule,
  place: SettingsPlace,
  file: string | undefined,
  cfg: ReturnType<typeof readCfg> | undefined,
): Partial<Settings> {
  const [section, key] = each.key;
  const told = place.env[each.env] ?? '';
  if (told !== '') return checked(each, { text: told, base: place.cwd, place }, each.env);
  const written = cfg?.get(section)?.get(key) ?? '';
  if (written === '' || file === undefined) return {};
  return checked(each, { text: written, base: dirname(file), place }, `${file} [${section}] ${key}`);
}

/** Ansible's order: ANSIBLE_CONFIG, here, the home directory, /etc. A folder that anybody may write is passed over. */
function findCfg({ cwd, env }: SettingsPlace, home: string): string | undefined {
  const told = env['ANSIBLE_CONFIG'];
  const named =
    told === undefined || told === '' ? [] : [told, join(told, 'ansible.cfg')].map(name => resolve(cwd, name));
  const here = isWorldWritable(cwd) ? [] : [join(cwd, 'ansible.cfg')];
  const all = [...named, ...here, join(home, '.ansible.cfg'), '/etc/ansible/ansible.cfg'];
  // ANSIBLE_CONFIG=/dev/null means none at all, and counts as found.
  return all.find(name => existsSync(name) && !statSync(name).isDirectory());
}

function isWorldWritable(folder: string): boolean {
  return ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o002) !== 0;
}

function expanded(text: string, { env }: SettingsPlace): string {
  const home = env['HOME'] ?? '/';
  const absolute = text === '~' || text.startsWith('~/') ? home + text.slice(1) : text;
  return absolute.replaceAll(/\$\{?(\w+)\}?/g, (word, name: string) => env[name] ?? word);
}

function split(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function checked(each: Rule, source: Source, origin: string): Partial<Settings> {
  try {
    return each.read(source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OmnicrmError('E_CONFIG', `${origin}: ${error.message}`, { cause: error, details: { exitCode: 5 } });
  }
}

function refuse(problem: string): never {
  throw new RangeError(problem);
}
