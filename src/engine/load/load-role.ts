/** One use of a role: its files read, its dependencies before it. */
import { basename, isAbsolute, join, resolve } from 'node:path';
import { OmnicrmError, type Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Block, Keywords, Node, RoleUse, Vars } from '../playbook.ts';
import { broughtBy } from './brought-by.ts';
import type { LoadContext } from './load-context.ts';
import { playError } from './play-error.ts';
import { argumentCheck } from './role-argument-check.ts';
import { readRoleMeta } from './role-meta.ts';
import { readRoleVars, roleFile } from './role-files.ts';
import { isDirectory, readSourceFile } from './source-file.ts';
import { isLazy } from './tree.ts';

export interface RoleRequest {
  readonly name: string;
  readonly where: Where;
  readonly keywords?: Keywords;
  readonly vars?: Vars;
  readonly params?: Vars;
  readonly tasksFrom?: string | undefined;
  readonly varsFrom?: string | undefined;
  readonly defaultsFrom?: string | undefined;
  readonly handlersFrom?: string | undefined;
  readonly allowDuplicates?: boolean | undefined;
  readonly checkArguments?: boolean;
  readonly public: boolean;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** Reads a role for one use. Throws E_PLAY_MISSING (exit 1) when no folder holds it. */
export function loadRole(request: RoleRequest, context: LoadContext): RoleUse {
  return broughtBy([{ what: `role ${request.name}`, where: request.where }], () => readRole(request, context));
}

function readRole(request: RoleRequest, context: LoadContext): RoleUse {
  const directory = findRole(request, context);
  if (context.importing.filter(path => path === directory).length > 3) {
    throw playError(request.where, `the role '${request.name}' depends on itself: a recursive loop`);
  }
  const meta = readRoleMeta(directory, request.where);
  const role: Growing<RoleUse> = {
    kind: 'role',
    name: roleName(request.name),
    where: request.where,
    directory,
    keywords: request.keywords ?? new Map(),
    vars: request.vars ?? new Map(),
    params: request.params ?? new Map(),
    defaults: readRoleVars(directory, 'defaults', request.defaultsFrom, request.where),
    roleVars: readRoleVars(directory, 'vars', request.varsFrom, request.where),
    dependencies: [],
    tasks: [],
    handlers: [],
    identity: identityOf(directory, request),
    allowDuplicates: request.allowDuplicates ?? meta.allowDuplicates,
    public: request.public,
    parent: context.parent,
    role: context.role,
  };
  if (request.public) context.publicRoles.push(role);
  const inside = { ...context, role, parent: role, importing: [...context.importing, directory] };
  role.dependencies = meta.dependencies.map(dependency =>
    loadRole({ ...dependency, where: request.where, public: request.public }, inside),
  );
  role.tasks = [...role.dependencies.flatMap(dependency => dependency.tasks), body(role, request, inside)];
  role.handlers = [
    ...role.dependencies.flatMap(dependency => dependency.handlers),
    ...loadList(role, 'handlers', request.handlersFrom, { ...inside, handlers: true }, role),
  ];
  return role;
}

/** The name people use: a role given by its path is called as its folder. */
function roleName(name: string): string {
  return name.includes('/') ? basename(name) : name;
}

/** Finds a role's folder; the error names every place that was searched. */
export function findRole(request: Pick<RoleRequest, 'name' | 'where'>, context: LoadContext): string {
  const { name } = request;
  if (isAbsolute(name) && isDirectory(name)) return name;
  const nearby = context.role === undefined ? [] : [join(context.role.directory, '..')];
  const folders = [...context.roleFolders, ...nearby, context.playDirectory];
  const found = folders.map(folder => resolve(folder, name)).find(isDirectory);
  if (found !== undefined) return found;
  throw new OmnicrmError('E_PLAY_MISSING', `the role '${name}' was not found in ${folders.join(':')}`, {
    where: request.where,
    details: { exitCode: 1, role: name },
  });
}

function body(role: RoleUse, request: RoleRequest, context: LoadContext): Block {
  const { where } = role;
  const shell = {
    kind: 'block' as const,
    path: `${context.path}[${role.name}]`,
    where,
    keywords: new Map(),
    vars: new Map(),
  };
  const block = { ...shell, rescue: [], always: [], parent: role, role, completes: role, block: [] as Node[] };
  const tasks = loadList(role, 'tasks', request.tasksFrom, { ...context, path: shell.path }, block);
  const check =
    request.checkArguments === false ? undefined : argumentCheck(role, request.tasksFrom ?? 'main', context, block);
  block.block = check === undefined ? tasks : [check, ...tasks];
  return block;
}

function loadList(
  role: RoleUse,
  folder: 'tasks' | 'handlers',
  from: string | undefined,
  context: LoadContext,
  parent: RoleUse | Block,
): Node[] {
  const path = roleFile(role.directory, folder, from ?? 'main');
  if (path === undefined) {
    if (from === undefined) return [];
    throw playError(role.where, `Could not find specified file in role: no such file ${folder}/${from}`);
  }
  const source = readSourceFile(path, role.where);
  context.warnings.push(...source.warnings);
  return context.loadNodes(source.root, { ...context, source, parent }, `${folder} of the role ${role.name}`);
}

function identityOf(directory: string, request: RoleRequest): string {
  const { keywords, vars, params, tasksFrom, varsFrom, defaultsFrom, handlersFrom } = request;
  const parts = [keywords, vars, params].map(map => [...(map ?? [])].map(([key, value]) => [key, written(value)]));
  return JSON.stringify([directory, parts, tasksFrom, varsFrom, defaultsFrom, handlersFrom]);
}

function written(raw: Raw): string {
  return (
    JSON.stringify(raw, (_key, value: unknown) => {
      if (typeof value === 'bigint') return String(value);
      return value instanceof Map ? [...value] : value;
    }) + (isLazy(raw) ? ' template' : '')
  );
}
