import { defaultTables } from './default-tables.ts';
import { Environment } from './environment.ts';
import { TemplateError } from './errors.ts';
import { fail } from './fail.ts';
import { parseJson, toJson } from './formats/json.ts';
import { fromTagged, toTagged } from './tagged.ts';
import { Templar } from './templar.ts';
import { trustTree } from './trust-tree.ts';
import { OMIT } from './values/omit.ts';
import { str } from './values/text.ts';
import { truth } from './values/truth.ts';
import { typeName } from './values/type-name.ts';
import { Template, type Dict, type Raw, type Value } from './values/types.ts';

const environment = new Environment(defaultTables);

/**
 * Evaluates one line of JSON, `{id, template | when, vars, trusted?, escape_backslashes?, overrides?}`, and answers one:
 * `{"id":…,"ok":true,"value":…,"type":…}` or `{"id":…,"ok":false,"error":kind,"message":…}`. Ints keep their digits and floats
 * stay floats, both ways; what JSON lacks is tagged (tagged.ts).
 */
export function evaluateVector(line: string): string {
  const vector = fromTagged(parseJson(line));
  if (!(vector instanceof Map)) return fail('value', 'a line of the batch is a JSON object');
  return toJson(toTagged(answer(vector)), { ensureAscii: true });
}

function answer(vector: Dict): Dict {
  const id = vector.get('id') ?? null;
  try {
    const value = evaluate(vector);
    return new Map<Value, Value>([
      ['id', id],
      ['ok', true],
      ['value', value],
      ['type', typeName(value)],
    ]);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return new Map<Value, Value>([
      ['id', id],
      ['ok', false],
      ['error', error.kind],
      ['message', error.message],
    ]);
  }
}

function evaluate(vector: Dict): Value {
  const templar = new Templar(environment, scopeOf(vector));
  const condition = vector.get('when');
  if (condition !== undefined) return templar.evaluateCondition(condition);
  const template = vector.get('template') ?? null;
  const result = typeof template === 'string' ? renderSource(template, templar, vector) : templar.render(template);
  if (result === OMIT) throw new TemplateError('omitted', 'the template came out as omit');
  return result;
}

function renderSource(source: string, templar: Templar, vector: Dict): Value {
  const overrides = vector.get('overrides');
  const escapes = vector.get('escape_backslashes');
  if (overrides === undefined && escapes === undefined) return templar.render(new Template(source));
  return templar.renderText(source, {
    overrides: overrides instanceof Map ? overrides : new Map(),
    escapeBackslashes: escapes === undefined || truth(escapes),
  });
}

function scopeOf(vector: Dict): { get(name: string): Raw | undefined; names(): readonly string[] } {
  const vars = vector.get('vars');
  const dict: Dict = vars instanceof Map ? vars : new Map();
  const trusted = vector.get('trusted') === true;
  const raws = new Map(Array.from(dict, ([name, value]) => [str(name), trusted ? trustTree(value) : value] as const));
  return { get: name => raws.get(name), names: () => [...raws.keys()] };
}
