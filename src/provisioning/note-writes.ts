import type { ModuleTable } from '../engine/index.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The module table with a `uri` that tells of every write it sends, whatever became of it. */
export function withNotedWrites(modules: ModuleTable, note: () => void): ModuleTable {
  const uri = modules.get('uri');
  if (uri === undefined) return modules;
  const run: typeof uri.run = (args, context) => {
    if (!READS.has(String(args['method'] ?? 'GET').toUpperCase())) note();
    return uri.run(args, context);
  };
  return new Map([...modules, ['uri', { ...uri, run }]]);
}
