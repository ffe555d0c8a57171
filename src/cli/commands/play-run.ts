/** `omnicrm play run FILE…`: ansible-playbook's command line, in-process. */
import { resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import { loadInventory } from '../../engine/inventory/load-inventory.ts';
import { HandoverTable } from '../../engine/handover/handover-table.ts';
import { findAnsible } from '../../engine/handover/installed-ansible.ts';
import {
  builtInModules,
  loadPlaybook,
  runPlaybook,
  type ModuleTable,
  type Playbook,
  type Reporter,
  type RunOptions,
} from '../../engine/index.ts';
import { readExtraVars } from '../../engine/extra-vars.ts';
import { readSettings } from '../../engine/settings/read-settings.ts';
import type { Settings } from '../../engine/settings/settings.ts';
import { useVaultSecrets, type VaultSecret } from '../../engine/vault/keyring.ts';
import { readVaultSecrets } from '../../engine/vault/read-vault-secrets.ts';
import { exitCodeOf } from '../../engine/load/play-error.ts';
import { AnsibleText } from '../../engine/reporters/ansible-text.ts';
import { JsonDocument } from '../../engine/reporters/json-document.ts';
import type { Io } from '../io.ts';
import type { Inventory } from '../../engine/inventory/inventory.ts';
import { limitOf } from '../play-run/limit-of.ts';
import { listPlays } from '../play-run/list-plays.ts';
import { paint } from '../play-run/paint.ts';
import { playHelp } from '../play-run/play-help.ts';
import { parsePlayOptions, PlayUsageError, type PlayOptions } from '../play-run/play-options.ts';
import { StepPrompt } from '../play-run/step-prompt.ts';
import { tellPlayError } from '../play-run/tell-play-error.ts';

export type PlayIo = Pick<
  Io,
  'cwd' | 'env' | 'out' | 'err' | 'columns' | 'stdin' | 'stdinIsTerminal' | 'stdoutIsTerminal' | 'signal'
>;

/** Runs playbooks and gives the exit code: 0 done, 2 a task failed or bad options, 4 unreadable or unreachable, 1 otherwise. */
export async function playRun(argv: readonly string[], io: PlayIo): Promise<number> {
  try {
    const options = parsePlayOptions(argv);
    if (options.help) io.out(playHelp());
    return options.help ? 0 : await runFiles(options, io);
  } catch (error) {
    if (error instanceof PlayUsageError) io.err(`ERROR! usage: ${error.message}\n`);
    else if (error instanceof OmnicrmError) tellPlayError(error, io);
    else throw error;
    return error instanceof PlayUsageError ? 2 : exitCodeOf(error);
  }
}

async function runFiles(options: PlayOptions, io: PlayIo): Promise<number> {
  if (options.files.length === 0) throw new PlayUsageError('omnicrm play run needs a playbook');
  if (options.output !== undefined && options.output !== 'json')
    throw new PlayUsageError(`argument --output: '${options.output}'`);
  const settings = readSettings(io);
  useVaultSecrets(vaultSecrets(options, settings, io), settings.vaultIdMatch);
  const extraVars = readExtraVars(options.extraVars, io.cwd);
  if (options.deprovision) extraVars.set('action', 'deprovision');
  const modules = moduleTable(options, io);
  const playbook = loadPlaybook(
    options.files.map(file => resolve(io.cwd, file)),
    { extraVars, settings, modules },
  );
  const run = runOptions(options, settings, io);
  if (options.listTasks || options.listTags || options.listHosts) {
    io.out(listPlays(playbook, { ...options, limit: run.limit }, run.inventory));
    return 0;
  }
  if (options.syntaxCheck) {
    io.out(options.files.map(file => `\nplaybook: ${file}\n`).join(''));
    return 0;
  }
  return runPlays(playbook, options, { ...run, extraVars, modules }, io);
}

/** The engine's modules, and those of an installed ansible unless that is switched off (`--no-handover`, OMNICRM_HANDOVER=no). */
function moduleTable({ handover }: PlayOptions, { env }: PlayIo): ModuleTable {
  const isOff = !handover || ['0', 'no', 'off', 'false'].includes(env['OMNICRM_HANDOVER'] ?? '');
  const ansible = isOff ? undefined : findAnsible(env['PATH'] ?? '');
  return ansible === undefined ? builtInModules() : new HandoverTable(builtInModules(), ansible);
}

/** Passwords as ansible-playbook gathers them: configured ids, then those of the command line; a configured file when no other is given. */
function vaultSecrets(options: PlayOptions, settings: Settings, io: PlayIo): VaultSecret[] {
  const configured = settings.vaultPasswordFile === undefined ? [] : [settings.vaultPasswordFile];
  const passwordFiles = options.vaultPasswordFiles.length > 0 ? options.vaultPasswordFiles : configured;
  return readVaultSecrets({ identities: [...settings.vaultIdentities, ...options.vaultIds], passwordFiles }, io.cwd);
}

function runOptions(
  options: PlayOptions,
  settings: Settings,
  io: PlayIo,
): RunOptions & { readonly inventory: Inventory } {
  const { check, startAtTask, forceHandlers } = options;
  const inventories = options.inventories.length > 0 ? options.inventories : settings.inventory;
  const inventory = loadInventory(inventories, io.cwd);
  const limit = limitOf(options.limit, inventory, io.cwd);
  return {
    settings,
    inventory,
    signal: io.signal,
    check,
    diff: options.diff || settings.diff,
    tags: options.tags.length > 0 ? options.tags : settings.tags,
    skipTags: options.skipTags.length > 0 ? options.skipTags : settings.skipTags,
    forceHandlers,
    verbosity: options.verbosity || settings.verbosity,
    ...(limit === undefined ? {} : { limit }),
    ...(startAtTask === undefined ? {} : { startAtTask }),
    entry: options.deprovision ? 'rescue' : 'block',
  };
}

async function runPlays(playbook: Playbook, options: PlayOptions, settings: RunOptions, io: PlayIo): Promise<number> {
  const document = options.output === 'json' ? new JsonDocument() : undefined;
  const reporter: Reporter = document ?? textReporter(options, io);
  const prompt = options.step ? stepPrompt(options, io) : undefined;
  const result = await runPlaybook(playbook, {
    ...settings,
    reporters: [reporter],
    ...(prompt && { confirmTask: (task): ReturnType<StepPrompt['ask']> => prompt.ask(task) }),
  });
  prompt?.close();
  if (document) io.out(document.text());
  if (result.error instanceof OmnicrmError) tellPlayError(result.error, io);
  return result.exitCode;
}

/** Questions stand among the tasks they are about; where stdout is for a program to read they go to stderr. */
function stepPrompt({ output }: PlayOptions, io: PlayIo): StepPrompt {
  const isRead = output === 'json' || !io.stdoutIsTerminal;
  return new StepPrompt(io, text => (isRead ? io.err(text) : io.out(text)));
}

function textReporter(options: PlayOptions, io: PlayIo): AnsibleText {
  const { columns } = io;
  const colored = io.stdoutIsTerminal && (io.env['NO_COLOR'] ?? '') === '';
  return new AnsibleText({
    write: text => io.out(text),
    warn: text => io.err(text),
    verbosity: options.verbosity,
    columns,
    ...(colored ? { paint } : {}),
  });
}
