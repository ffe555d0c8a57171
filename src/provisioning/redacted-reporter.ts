import type { Reporter, RunEvent, TaskInfo } from '../engine/index.ts';
import type { Where } from '../errors.ts';
import type { Dict } from '../template/index.ts';
import type { Redactor } from './redactor.ts';

/** A reporter to which no secret is told: results, names, labels and excerpts reach it redacted. */
export function redactedReporter(reporter: Reporter, redactor: Redactor): Reporter {
  return { report: event => reporter.report(redactedEvent(event, redactor)) };
}

/** What an event may hold that somebody wrote or a backend answered. */
interface Told {
  readonly name?: string;
  readonly label?: string | undefined;
  readonly file?: string;
  readonly message?: string;
  readonly result?: Dict;
  readonly customStats?: Dict;
  readonly task?: TaskInfo;
  readonly failed?: TaskInfo | undefined;
  readonly where?: Where | undefined;
}

function redactedEvent<Event extends RunEvent>(event: Event, redactor: Redactor): Event {
  const { result, customStats, task, failed, where, ...others }: Told = event as Told;
  const texts = Object.entries(others).filter(([name]) => textFields.has(name));
  return {
    ...event,
    // Results first: what they name as secret is known before the label or the name is told.
    ...(result && { result: redactor.dict(result) }),
    ...(customStats && { customStats: redactor.dict(customStats) }),
    ...Object.fromEntries(texts.map(([name, text]) => [name, typeof text === 'string' ? redactor.text(text) : text])),
    ...(task && { task: redactedTask(task, redactor) }),
    ...(failed && { failed: redactedTask(failed, redactor) }),
    ...(where && { where: redactedWhere(where, redactor) }),
  };
}

const textFields = new Set(['name', 'label', 'file', 'message']);

function redactedTask(task: TaskInfo, redactor: Redactor): TaskInfo {
  return { ...task, name: redactor.text(task.name), where: task.where && redactedWhere(task.where, redactor) };
}

/** The place of something, its excerpt redacted. */
export function redactedWhere(where: Where, redactor: Redactor): Where {
  return where.excerpt === undefined ? where : { ...where, excerpt: redactor.text(where.excerpt) };
}
