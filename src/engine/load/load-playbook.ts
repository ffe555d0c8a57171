/** From the path of a playbook to its checked tree. */
import { dirname, resolve } from 'node:path';
import { builtInModules } from '../built-in-modules.ts';
import type { Raw } from '../../template/index.ts';
import { processSettings } from '../settings/process-settings.ts';
import type { LoadOptions, ModuleTable } from '../options.ts';
import type { LoadWarning, Play, Playbook } from '../playbook.ts';
import { broughtBy } from './brought-by.ts';
import { nameRenderer } from './name-renderer.ts';
import { loadPlay, type PlayContext } from './load-play.ts';
import { playError } from './play-error.ts';
import { readSourceFile, type SourceFile } from './source-file.ts';
import { asDict, asList, asText, kindOf, listOf, textEntries } from './tree.ts';
import { varsOf } from './check-keywords.ts';

/**
 * Reads and checks a playbook, or several that run one after the other, with everything they import: unknown modules and keywords are refused here.
 * Throws OmnicrmError E_PLAY_MISSING or E_PLAY_SYNTAX with its place.
 */
export function loadPlaybook(path: string | readonly string[], options: LoadOptions = {}): Playbook {
  const files = (typeof path === 'string' ? [path] : path).map(name => resolve(name));
  const file = files[0] ?? resolve('.');
  const warnings: LoadWarning[] = [];
  const modules = options.modules ?? builtInModules();
  const settings = options.settings ?? processSettings();
  const loader: Loader = {
    modules,
    warnings,
    extraVars: options.extraVars ?? new Map(),
    rolesPath: settings.rolesPath,
    counter: { plays: 0 },
    files: [],
  };
  const plays = files.flatMap(name => loadFile(name, loader, { vars: new Map(), tags: [], when: [] }));
  return { file, directory: dirname(file), plays, warnings };
}

interface Loader {
  readonly modules: ModuleTable;
  readonly warnings: LoadWarning[];
  readonly extraVars: ReadonlyMap<string, Raw>;
  readonly rolesPath: readonly string[];
  /** Plays loaded so far: a path starts with its play's number. */
  readonly counter: { plays: number };
  /** Playbooks being imported, outermost first. */
  readonly files: readonly string[];
}

function loadFile(file: string, loader: Loader, outer: PlayContext['outer'], from?: Play['where']): Play[] {
  const source = readSourceFile(file, from);
  loader.warnings.push(...source.warnings);
  const items = asList(source.root);
  if (!items)
    throw playError(
      source.whereOf(source.root),
      `A playbook must be a list of plays, got ${kindOf(source.root)}: ${file}`,
    );
  if (items.length === 0) throw playError(source.whereOf(source.root), `empty playbook: ${file}`);
  const inside = { ...loader, files: [...loader.files, file] };
  return items.flatMap(item => loadEntry(item, source, inside, outer));
}

function loadEntry(item: Raw, source: SourceFile, loader: Loader, outer: PlayContext['outer']): Play[] {
  const dict = asDict(item);
  const where = source.whereOf(item);
  if (!dict) throw playError(where, "playbook entries must be either plays or 'import_playbook' statements");
  const entries = textEntries(dict);
  const imported = entries.get('import_playbook') ?? entries.get('ansible.builtin.import_playbook');
  if (imported !== undefined) return importPlaybook(imported, entries, source, loader, outer, where);
  const context: PlayContext = {
    modules: loader.modules,
    warnings: loader.warnings,
    source,
    playDirectory: source.directory,
    path: String(loader.counter.plays++),
    rolesPath: loader.rolesPath,
    renderNameFor: play => nameRenderer(loader.extraVars, play),
    outer,
  };
  return [loadPlay(item, entries, context)];
}

function importPlaybook(
  imported: Raw,
  entries: Map<string, Raw>,
  source: SourceFile,
  loader: Loader,
  outer: PlayContext['outer'],
  where: Play['where'],
): Play[] {
  if (asText(imported) === undefined) throw playError(where, 'import_playbook needs the name of a file');
  const vars = new Map([...outer.vars, ...varsOf(entries.get('vars'), 'import_playbook', where)]);
  const path = resolve(source.directory, nameRenderer(loader.extraVars, { vars })(imported));
  if (loader.files.includes(path)) throw playError(where, `${path} imports itself: a recursive loop`);
  const below = {
    vars,
    tags: [...outer.tags, ...listOf(entries.get('tags'))],
    when: [...outer.when, ...listOf(entries.get('when'))],
  };
  return broughtBy([{ what: `import_playbook ${path}`, where }], () => loadFile(path, loader, below, where));
}
