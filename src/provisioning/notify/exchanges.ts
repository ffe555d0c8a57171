import { type Fields, fieldsOf } from '../task-result.ts';
import type { Exchange } from './report.ts';

const LONGEST = 4000;

/** Calls and answers of a failed task: of a loop those of its failed items. */
export function exchangesOf(result: Fields): Exchange[] {
  return failedItems(result)
    .filter(item => item['url'] !== undefined || isCall(item))
    .map(exchangeOf);
}

/** The result itself; of a loop its failed items, in which `invocation` stands. */
export function failedItems(result: Fields): Fields[] {
  if (!Array.isArray(result['results'])) return [result];
  return result['results'].map(fieldsOf).filter(item => item['failed'] === true);
}

/** A text as it is, cut where it is too long for a message; other values as indented JSON. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** A call that got no answer has its address among its arguments only. */
function isCall(item: Fields): boolean {
  return argumentsOf(item)['url'] !== undefined;
}

function exchangeOf(item: Fields): Exchange {
  const sent = argumentsOf(item);
  const status = Number(item['status']);
  return {
    method: shown(sent['method']) || 'GET',
    url: shown(item['url'] ?? sent['url']),
    request: shown(sent['body']),
    status: status > 0 ? status : null,
    response: shown(item['json'] ?? item['content']),
  };
}

function argumentsOf(item: Fields): Fields {
  return fieldsOf(fieldsOf(item['invocation'])['module_args']);
}
