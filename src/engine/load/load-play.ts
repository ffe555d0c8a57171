/** One play of a playbook. */
import { join } from 'node:path';
import type { Where } from '../../errors.ts';
import { LazyList, type Raw } from '../../template/index.ts';
import type { Play, RoleUse, VarsPrompt } from '../playbook.ts';
import { checkKeywords, checkTags, isVariableName, varsOf } from './check-keywords.ts';
import { playKeywords } from './keyword-tables.ts';
import type { LoadContext } from './load-context.ts';
import { loadNodes } from './load-nodes.ts';
import { loadRole } from './load-role.ts';
import { playError } from './play-error.ts';
import { roleDefinition } from './role-meta.ts';
import { asDict, asList, asText, kindOf, listOf, textEntries } from './tree.ts';

export type PlayContext = Pick<LoadContext, 'modules' | 'source' | 'playDirectory' | 'path' | 'warnings'> & {
  readonly rolesPath: readonly string[];
  readonly renderNameFor: (play: Play) => (raw: Raw) => string;
  /** Keywords and variables of the import_playbook around it. */
  readonly outer: {
    readonly vars: ReadonlyMap<string, Raw>;
    readonly tags: readonly Raw[];
    readonly when: readonly Raw[];
  };
};

type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** Checks and loads a play with its roles, tasks and handlers. */
export function loadPlay(raw: Raw, entries: Map<string, Raw>, context: PlayContext): Play {
  const where = context.source.whereOf(raw);
  checkKeywords(entries, playKeywords, 'Play', key => context.source.whereOfKey(raw, key));
  checkHosts(entries, where);
  checkTags(entries.get('tags'), where);
  const publicRoles: RoleUse[] = [];
  const play: Growing<Play> = {
    kind: 'play',
    where,
    directory: context.source.directory,
    keywords: withOuter(entries, context),
    vars: new Map([...context.outer.vars, ...varsOf(entries.get('vars'), 'Play', where)]),
    varsFiles: listOf(entries.get('vars_files')),
    varsPrompt: listOf(entries.get('vars_prompt')).map(prompt => loadPrompt(prompt, where)),
    publicRoles,
    preTasks: [],
    roles: [],
    tasks: [],
    postTasks: [],
    handlers: [],
  };
  fillPlay(play, entries, { ...context, publicRoles });
  return play;
}

function fillPlay(
  play: Growing<Play>,
  entries: Map<string, Raw>,
  context: PlayContext & { publicRoles: RoleUse[] },
): void {
  const base: LoadContext = {
    ...context,
    role: undefined,
    handlers: false,
    parent: play,
    loadNodes,
    renderName: context.renderNameFor(play),
    importing: [context.source.file],
    roleFolders: [join(context.playDirectory, 'roles'), ...context.rolesPath],
  };
  const section = (name: string): LoadContext => ({
    ...base,
    path: `${context.path}.${name}`,
    handlers: name === 'handlers',
  });
  play.roles = listOf(entries.get('roles')).map((raw, index) => {
    const definition = roleDefinition(raw, play.where);
    const name = base.renderName(definition.name);
    return loadRole({ ...definition, name, where: play.where, public: true }, section(`roles.${index}`));
  });
  play.preTasks = loadNodes(entries.get('pre_tasks'), section('pre_tasks'), 'pre_tasks');
  play.tasks = loadNodes(entries.get('tasks'), section('tasks'), 'tasks');
  play.postTasks = loadNodes(entries.get('post_tasks'), section('post_tasks'), 'post_tasks');
  play.handlers = loadNodes(entries.get('handlers'), section('handlers'), 'handlers');
}

/** Tags and conditions of an import_playbook join the play's own. */
function withOuter(entries: Map<string, Raw>, context: PlayContext): Map<string, Raw> {
  const { tags, when } = context.outer;
  const keywords = new Map(entries);
  if (tags.length > 0) keywords.set('tags', new LazyList([...tags, ...listOf(entries.get('tags'))]));
  if (when.length > 0) keywords.set('when', new LazyList(when));
  return keywords;
}

function checkHosts(entries: ReadonlyMap<string, Raw>, where: Where): void {
  if (!entries.has('hosts')) throw playError(where, "The field 'hosts' is required but was not set");
  const hosts = entries.get('hosts');
  const list = asList(hosts);
  if (hosts === null || hosts === '' || list?.length === 0) throw playError(where, 'Hosts list cannot be empty');
  if (list === undefined && asText(hosts) === undefined) {
    throw playError(where, `Hosts must be a list or text: it should be a list, not ${kindOf(hosts)}`);
  }
}

function loadPrompt(raw: Raw, where: Where): VarsPrompt {
  const entries = textEntries(asDict(raw) ?? new Map());
  const name = asText(entries.get('name'));
  if (name === undefined || !isVariableName(name))
    throw playError(where, `Invalid variable name '${name}' in vars_prompt`);
  const told = entries.get('private');
  return {
    name,
    prompt: asText(entries.get('prompt')),
    default: entries.get('default'),
    private: told !== false && told !== 'no',
  };
}
