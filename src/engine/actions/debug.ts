import { str, Undefined, type Value } from '../../template/index.ts';
import type { Module } from '../module.ts';
import { messageOf } from '../run/results.ts';
import { engineOf } from './engine-of.ts';

/** Shows a message, or an expression under its own text. */
export const debug: Module = {
  name: 'debug',
  spec: {
    msg: { type: 'raw', default: 'Hello world!' },
    var: { type: 'raw' },
    verbosity: { type: 'int', default: 0 },
  },
  rules: { mutuallyExclusive: [['msg', 'var']] },
  run(args, context) {
    const needed = Number(args['verbosity']);
    if (needed > context.verbosity) {
      return { skipped: true, skipped_reason: 'Verbosity threshold not met.', changed: false };
    }
    const written = args['var'] ?? null;
    if (written === null) return { changed: false, msg: args['msg'] };
    if (typeof written !== 'string') return shown(written);
    return { changed: false, [written]: valueOf(written, engineOf(context).templar) };
  },
};

function shown(value: Value): ReturnType<Module['run']> {
  return { changed: false, [str(value)]: value };
}

/** What the expression gives; a missing name gives a placeholder, since looking is no failure. */
function valueOf(expression: string, templar: ReturnType<typeof engineOf>['templar']): Value {
  const value = templar.evaluateExpression(expression);
  return value instanceof Undefined ? placeholder(value) : value;
}

function placeholder(value: Undefined): string {
  return `<< error 1 - ${messageOf(value.error())} >>`;
}
