import type { ProvisionEvent } from '../../crm/types.ts';
import { type Fields, fieldsOf, resultOf } from '../../provisioning/task-result.ts';
import { printable } from '../output/print-table.ts';

const LONGEST = 2000;

/** Request and response of a failed task that called a backend; empty for a task that called none. */
export function exchangeText(event: ProvisionEvent): string {
  const result = resultOf(event);
  const items = Array.isArray(result['results']) ? result['results'].map(fieldsOf) : [result];
  const exchanges = items.filter(item => item['url'] !== undefined).map(exchangeLines);
  if (exchanges.length === 0) return '';
  return [`\n${printable(event.event_name)}`, ...exchanges.flat(), ''].join('\n');
}

function exchangeLines(result: Fields): string[] {
  const sent = fieldsOf(fieldsOf(result['invocation'])['module_args']);
  const answer = result['json'] ?? result['content'] ?? result['msg'];
  return [
    `  request   ${printable(`${text(sent['method'])} ${text(result['url'])}`.trim())}`,
    ...(sent['body'] === undefined || sent['body'] === null ? [] : [`            ${cut(sent['body'])}`]),
    `  response  ${text(result['status'])} ${cut(answer)}`,
  ];
}

function cut(value: unknown): string {
  const all = printable(text(value));
  return all.length <= LONGEST ? all : `${all.slice(0, LONGEST)}… (${all.length} characters)`;
}

function text(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
