import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../../src/engine/events.ts';
import { liveReporter } from '../../../src/cli/progress/live.ts';
import { ndjsonReporter } from '../../../src/cli/progress/ndjson.ts';
import { plainReporter } from '../../../src/cli/progress/plain.ts';
import { textWidth } from '../../../src/cli/output/text-width.ts';
import { resultOf, sampleRun, taskNamed } from './events.ts';
import { Screen } from './screen.ts';

function plainLine(event: RunEvent, removal: boolean): string {
  let text = '';
  plainReporter({ write: more => (text += more), colour: false, removal }).report(event);
  return text;
}

function liveOn(screen: Screen, columns = 60): ReturnType<typeof liveReporter> {
  return liveReporter({ write: text => screen.write(text), columns: () => columns, colour: false, removal: false });
}

test('live: finished tasks stay, the running one and what waits are drawn below', () => {
  const screen = new Screen();
  const live = liveOn(screen);
  for (const event of sampleRun.slice(0, 4)) live.report(event);
  live.stop();
  const drawn = new Screen();
  const again = liveOn(drawn);
  for (const event of sampleRun.slice(0, 4)) again.report(event);
  assert.match(drawn.text(), /^✓ Get product\n⟳ Send welcome SMS\n○ 3 waiting · 1 of 5 tasks · \d+ ms$/);
  again.stop();
  assert.equal(screen.text().trimEnd(), '✓ Get product');
});

test('live: the end shows each task once, with its sign, message and length', () => {
  const screen = new Screen();
  const live = liveOn(screen);
  for (const event of sampleRun) live.report(event);
  live.stop();
  assert.deepEqual(screen.text().trimEnd().split('\n'), [
    '✓ Get product',
    '! Send welcome SMS',
    '    Status code was 500',
    '· Maybe later',
    '✗ Create account in OCS (4.2 s)',
    '    SERVER_ERROR:  [2Jnot found',
  ]);
});

test('live: no line is wider than the terminal', () => {
  const screen = new Screen();
  const live = liveOn(screen, 30);
  const name = 'Zażółć 漢字漢字漢字漢字漢字漢字漢字漢字 and on';
  live.report({ type: 'play_start', name: 'p', taskCount: 2 });
  live.report({ type: 'task_start', task: taskNamed(name) });
  for (const line of screen.lines) assert.ok(textWidth(line) < 30, line);
  live.report(resultOf(name, 'failed', 'x'.repeat(100)));
  live.stop();
  for (const line of screen.lines) assert.ok(textWidth(line) < 30, line);
});

test('plain: one line a task, nothing a terminal would obey', () => {
  let text = '';
  const plain = plainReporter({ write: more => (text += more), colour: false, removal: false });
  for (const event of sampleRun) plain.report(event);
  assert.deepEqual(text.split('\n'), [
    '✓ Get product (1 of 5 tasks, 12 ms)',
    '! Send welcome SMS: Status code was 500 (2 of 5 tasks, 12 ms)',
    '· Maybe later (3 of 5 tasks, 12 ms)',
    '✗ Create account in OCS: SERVER_ERROR:  [2Jnot found (4 of 5 tasks, 4.2 s)',
    '',
  ]);
});

test('plain: the guard of a removal is a turn, of an order a failure', () => {
  const guard = resultOf('Guard', 'rescued', 'removal asked for');
  assert.match(plainLine(guard, true), /^↪ Guard \(/);
  assert.match(plainLine(guard, false), /^✗ Guard: removal asked for/);
});

test('ndjson: every line is one object with the version of its shape', () => {
  let text = '';
  const reporter = ndjsonReporter(more => (text += more));
  for (const event of sampleRun) reporter.report(event);
  const lines = text.trimEnd().split('\n');
  assert.equal(lines.length, sampleRun.length);
  const last: Record<string, unknown> = JSON.parse(lines.at(-1) ?? '');
  const { v, type, task, status, duration_ms, message } = last;
  assert.deepEqual(
    { v, type, task, status, duration_ms, message },
    {
      v: 1,
      type: 'result',
      task: 'Create account in OCS',
      status: 'failed',
      duration_ms: 4200,
      message: 'SERVER_ERROR: \u001b[2Jnot found',
    },
  );
});
