/** Tests of task results: failed, changed, skipped, … (Ansible). */
import { testOf } from '../arguments/define.ts';
import type { CallContext, TemplateTest } from '../callable.ts';
import { fail } from '../fail.ts';
import { dictGet } from '../values/dict.ts';
import { truth } from '../values/truth.ts';
import type { Dict, Value } from '../values/types.ts';

type ResultCheck = (result: Dict, context: CallContext) => boolean;

const failed = resultTest('failed', result => member(result, 'failed'));
const succeeded = resultTest('failed', result => !member(result, 'failed'));
const changed = resultTest('changed', isChanged);
const skipped = resultTest('skipped', result => member(result, 'skipped'));

export const resultTests: Readonly<Record<string, TemplateTest>> = {
  failed,
  failure: failed,
  succeeded,
  success: succeeded,
  successful: succeeded,
  changed,
  change: changed,
  skipped,
  skip: skipped,
  unreachable: resultTest('unreachable', result => member(result, 'unreachable')),
  reachable: resultTest('unreachable', result => !member(result, 'unreachable')),
  started: resultTest('started', (result, context) => asyncState(result, 'started', context)),
  finished: resultTest('finished', (result, context) => asyncState(result, 'finished', context)),
  timedout: resultTest('timedout', isTimedOut),
};

function resultTest(name: string, check: ResultCheck): TemplateTest {
  return testOf(['result'], (result, context) =>
    check(result instanceof Map ? result : fail('type', `the test '${name}' takes a task's result`), context),
  );
}

function member(result: Dict, name: string): boolean {
  return truth(dictGet(result, name) ?? null);
}

/** A loop's result counts as changed when one of its items does. */
function isChanged(result: Dict): boolean {
  if (result.has('changed')) return member(result, 'changed');
  const results = result.get('results');
  if (!Array.isArray(results)) return false;
  if (results.length === 0) fail('index', 'the results of the loop are empty');
  return results[0] instanceof Map && results.some(item => item instanceof Map && member(item, 'changed'));
}

/** What is not asynchronous counts as started and finished. */
function asyncState(result: Dict, name: string, context: CallContext): boolean {
  if (result.has(name)) return member(result, name);
  context.warn(`the test '${name}' is for asynchronous tasks`);
  return true;
}

function isTimedOut(result: Dict): boolean {
  const timedOut: Value = result.get('timedout') ?? null;
  if (!truth(timedOut)) return false;
  return timedOut instanceof Map ? member(timedOut, 'period') : fail('attribute', 'timedout is no dict');
}
