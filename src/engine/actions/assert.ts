import type { Raw, Value } from '../../template/index.ts';
import { listOf } from '../load/tree.ts';
import type { Module, ModuleContext, ModuleResult } from '../module.ts';
import { holds } from '../run/conditions.ts';
import { messageOf } from '../run/results.ts';
import { written } from '../run/failed-task-value.ts';
import { engineOf } from './engine-of.ts';

/** Fails unless every condition holds. The conditions are taken as written, like `when`. */
export const assert: Module = {
  name: 'assert',
  spec: {
    that: { type: 'raw', required: true },
    fail_msg: { type: 'raw', aliases: ['msg'] },
    success_msg: { type: 'raw', default: 'All assertions passed' },
    quiet: { type: 'bool', default: false },
  },
  rawOptions: ['that'],
  run(args, context) {
    const engine = engineOf(context);
    for (const condition of listOf(engine.asWritten(engine.raw('that')))) {
      const failure = failureOf(condition, args['fail_msg'] ?? null, context);
      if (failure) return failure;
    }
    return { changed: false, msg: args['success_msg'] };
  },
};

function failureOf(condition: Raw, message: Value, context: ModuleContext): ModuleResult | undefined {
  try {
    if (holds(condition, engineOf(context).templar)) return undefined;
  } catch (error) {
    return { failed: true, changed: false, msg: `Task failed: ${messageOf(error)}` };
  }
  const msg = message ?? 'Assertion failed';
  return { failed: true, evaluated_to: false, assertion: written(condition), changed: false, msg };
}
