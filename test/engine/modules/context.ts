import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OmnicrmError } from '../../../src/errors.ts';
import { networkDispatchers } from '../../../src/engine/network/network-dispatchers.ts';
import type { Module, ModuleArguments, ModuleContext } from '../../../src/engine/module.ts';
import { modules } from '../../../src/engine/modules/index.ts';
import { toJs, toValue } from '../../../src/template/values/convert.ts';

/** A real module run outside a play: a folder of its own, real connections, arguments checked as the engine does. */
export interface Bench {
  readonly folder: string;
  readonly warnings: string[];
  readonly context: ModuleContext;
  /** Runs a module with plain-JSON arguments; the result is plain JSON too. */
  run(module: string, args: object, changes?: Partial<ModuleContext>): Promise<Record<string, unknown>>;
  path(name: string): string;
  close(): Promise<void>;
}

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-modules-'));
  const network = networkDispatchers();
  const warnings: string[] = [];
  const base = contextIn(folder, network, warnings);
  return {
    folder,
    warnings,
    context: base,
    path: name => join(folder, name),
    async run(name, args, changes = {}) {
      const context = { ...base, ...changes };
      const module = modules.get(name)!;
      const result = await module.run(complete(module, args), context);
      return fieldsOf(toJs(toValue(result)));
    },
    async close() {
      await network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Defaults filled in, aliases not resolved: cases give each option by its own name and type. */
function complete(module: Module, args: object): ModuleArguments {
  const given = toValue(args);
  assert.ok(given instanceof Map);
  const options = Object.entries(module.spec);
  return Object.fromEntries(options.map(([name, option]) => [name, given.get(name) ?? option.default ?? null]));
}

function contextIn(folder: string, network: ReturnType<typeof networkDispatchers>, warnings: string[]): ModuleContext {
  return {
    host: 'localhost',
    variable: () => undefined,
    renderTemplateText: source => source.replaceAll('{{ answer }}', '42'),
    evaluateCondition: () => true,
    check: false,
    diff: false,
    verbosity: 0,
    signal: new AbortController().signal,
    dispatcherFor: (origin, tls) => network.dispatcherFor(origin, tls),
    environment: { PATH: process.env['PATH'] ?? '' },
    playDir: folder,
    findFile(name, kind) {
      const found = [resolve(folder, kind, name), resolve(folder, name)].find(path => existsSync(path));
      if (found === undefined) throw new OmnicrmError('E_NOT_FOUND', `Could not find or access '${name}'`);
      return found;
    },
    tmpDir: folder,
    clock: () => new Date(),
    random: Math.random,
    warn: message => void warnings.push(message),
  };
}

/** The fields of an object, any value being possible. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}
