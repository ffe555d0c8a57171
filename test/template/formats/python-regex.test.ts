import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TemplateError } from '../../../src/template/errors.ts';
import { toJson } from '../../../src/template/formats/json.ts';
import * as python from '../../../src/template/formats/python-regex.ts';
import type { Value } from '../../../src/template/values/types.ts';
import { recorded, textOf } from './recorded.ts';

const FLAGS: ReadonlyMap<Value | undefined, python.RegexFlags> = new Map([
  [2, { ignoreCase: true }],
  [8, { multiline: true }],
  [16, { dotAll: true }],
]);

describe("Python's regular expressions", () => {
  it('find, split and replace what re did, and are refused where re refused them', () => {
    for (const [pattern, text, replacement, flags, expected] of recorded('regex')) {
      const compile = (): python.PythonRegex => python.translateRegex(textOf(pattern), FLAGS.get(flags) ?? {});
      const title = toJson([pattern!, text!, replacement!, flags!]);
      if (typeof expected === 'string') assert.throws(compile, TemplateError, title);
      else assert.equal(toJson(allOf(compile(), textOf(text), textOf(replacement))), toJson(expected!), title);
    }
  });
  it('are escaped as re.escape does', () => {
    assert.equal(
      python.escapeRegex('()[]{}?*+-|^$\\.&~# \té'),
      '\\(\\)\\[\\]\\{\\}\\?\\*\\+\\-\\|\\^\\$\\\\\\.\\&\\~\\#\\ \\\té',
    );
  });
  it('count replacements and stop at the asked number', () => {
    assert.deepEqual(python.substitute(python.translateRegex('a'), 'b', 'aaa', 2), { text: 'bba', count: 2 });
  });
  it('expand a template by one match', () => {
    const regex = python.translateRegex('(?P<first>a)(b)?');
    const match = python.searchRegex(regex, 'xa');
    assert.ok(match);
    assert.equal(python.expandReplacement('\\g<first>-\\2-\\g<0>', regex, match), 'a--a');
  });
});

function allOf(regex: python.PythonRegex, text: string, replacement: string): Value {
  return [
    matchOf(python.searchRegex(regex, text)),
    matchOf(python.matchRegex(regex, text)),
    matchOf(python.fullMatchRegex(regex, text)),
    python.findAllRegex(regex, text),
    python.splitRegex(regex, text),
    replaced(regex, text, replacement),
  ];
}

function matchOf(match: python.RegexMatch | undefined): Value {
  return match === undefined ? null : [match.text, match.groups.map(group => group ?? null)];
}

function replaced(regex: python.PythonRegex, text: string, replacement: string): Value {
  try {
    const result = python.substitute(regex, replacement, text);
    return [result.text, result.count];
  } catch (error) {
    assert.ok(error instanceof TemplateError);
    return 'E';
  }
}
