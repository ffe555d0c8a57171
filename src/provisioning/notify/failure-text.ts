/** The mail as plain text. */
import type { Exchange, FailureReport, ReportFailure, ReportTask } from './report.ts';
import { durationText, factsOf, headline, requestLine, responseLine, taskWords, verdictSentence } from './words.ts';

/** The whole message, sections with empty lines between. */
export function failureText(report: FailureReport): string {
  const { run, product, failures, next, tasks } = report;
  const sections = [
    `${headline(report)}: ${product?.product_name ?? run.title} (run ${run.provision_id})\n${verdictSentence(report)}`,
    ...failures.map(failureSection),
    `HOW TO GO ON\n${next.map(({ command, purpose }) => `  ${command}\n      ${purpose}`).join('\n')}`,
    `THE ORDER\n${factsOf(report).map(factLine).join('\n')}`,
    `TASKS\n${tasks.map(taskLine).join('\n')}`,
    ...(report.variables === null ? [] : [`VARIABLES\n${indented(report.variables)}`]),
    'Sent once for this run by omnicrm. Keys, passwords and tokens are masked.',
  ];
  return withoutControls(`${sections.join('\n\n')}\n`);
}

function failureSection(failure: ReportFailure): string {
  const causes = failure.usual_causes.map(cause => `  - ${cause}`);
  return [
    `FAILED${failure.undo ? ' TO UNDO' : ''}: ${failure.task}`,
    indented(failure.message),
    ...failure.exchanges.flatMap(exchangeLines),
    ...(failure.output === '' ? [] : ['  Output:', indented(indented(failure.output))]),
    ...(causes.length === 0 ? [] : ['  Usual causes:', ...causes]),
  ].join('\n');
}

function exchangeLines(exchange: Exchange): string[] {
  const bodies = [exchange.request, exchange.response].map(text => (text === '' ? [] : [indented(indented(text))]));
  const [request = [], response = []] = bodies;
  return [`  Request:  ${requestLine(exchange)}`, ...request, `  Response: ${responseLine(exchange)}`, ...response];
}

function factLine([name, value]: readonly [string, string]): string {
  return `  ${name.padEnd(11)}${value}`;
}

function taskLine({ name, state, undo, duration_ms }: ReportTask): string {
  const { mark, word } = taskWords[state];
  const time = duration_ms === null || state === 'skipped' ? '' : `  ${durationText(duration_ms)}`;
  const told = state === 'success' ? '' : `  [${word}]`;
  return `  ${mark} ${undo ? 'undo: ' : ''}${name}${time}${told}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

function withoutControls(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}
