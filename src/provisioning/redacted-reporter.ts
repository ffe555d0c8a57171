import type { Reporter, RunEvent } from '../engine/index.ts';
import type { Redactor } from './redactor.ts';

/** A reporter to which no secret is told: results and names reach it redacted. */
export function redactedReporter(reporter: Reporter, redactor: Redactor): Reporter {
  return { report: event => reporter.report(redactedEvent(event, redactor)) };
}

function redactedEvent(event: RunEvent, redactor: Redactor): RunEvent {
  const shown = 'result' in event ? { ...event, result: redactor.dict(event.result) } : event;
  if ('message' in shown) return { ...shown, message: redactor.text(shown.message) };
  if (!('task' in shown)) return shown;
  return { ...shown, task: { ...shown.task, name: redactor.text(shown.task.name) } };
}
