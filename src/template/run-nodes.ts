import { concat } from './compile/concat.ts';
import { captured } from './values/failure.ts';
import type { CompiledTemplate, Render } from './compile/render.ts';
import { runTemplate } from './compile/run-template.ts';
import { TemplateError } from './errors.ts';
import { Markup } from './values/markup.ts';
import type { Value } from './values/types.ts';

/** What the engine could not do in the space it has: too many calls in one another, or a text beyond all bounds. */
export function exhausted(error: RangeError): TemplateError {
  if (!error.message.includes('call stack'))
    return new TemplateError('overflow', 'a value grew too large', { cause: error });
  return new TemplateError('recursion', 'the template calls itself without end');
}

/** An error after some nodes is one more node: the first undefined one is what the template gives. */
export function runAll(render: Render): Value {
  const out: Value[] = [];
  try {
    runTemplate(render, out);
  } catch (error) {
    out.push(captured(error));
  }
  return concat(out);
}

/** Jinja2 cuts the last line end of a template; a result that is text gets it back (Ansible). */
export function endOf(template: CompiledTemplate, value: Value): Value {
  if (value instanceof Markup) return endOf(template, value.html);
  if (typeof value !== 'string' || template.endingNewlines === 0) return value;
  let present = 0;
  while (present < value.length && value[value.length - 1 - present] === '\n') present++;
  return value + '\n'.repeat(Math.max(0, template.endingNewlines - present));
}
