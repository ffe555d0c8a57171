import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Template, TemplateError } from '../../src/template/index.ts';
import { dict, templarWith } from './templar-with.ts';

const where = { file: 'play.yaml', line: 10, column: 12 };
const templar = templarWith({ customer: dict({ name: 'Ann' }), msisdn: '15550100', bad: '{{ 1 / 0 }}' });

function errorOf(source: string): TemplateError {
  try {
    templar.render(new Template(source, where));
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error(`no error in ${source}`);
}

/** The source, then kind, line and column (from 1, in the file), and words of the message. */
const cases: readonly (readonly [string, string, number, number, string])[] = [
  ['{{ nope }}', 'undefined', 10, 15, 'nope'],
  ['x {{ customer.nope }}', 'undefined', 10, 25, 'nope'],
  ['a\nbc {{ msisdn + 1 }}', 'type', 11, 14, 'str'],
  ['a\n\n{{ 1 / 0 }}', 'zerodivision', 12, 6, 'zero'],
  ['{{ msisdn | nofilter }}', 'nofilter', 10, 24, 'nofilter'],
  ['{{ msisdn is notest }}', 'notest', 10, 22, 'notest'],
  ['{% if %}', 'syntax', 10, 18, 'expression'],
  ['x\n{% for a of b %}', 'syntax', 11, 10, 'in'],
  ['{{ [1, 2 }}', 'syntax', 10, 21, "expected ']'"],
  ['{{ msisdn', 'syntax', 10, 12, 'ends within'],
  ["{{ 'x' | from_json }}", 'filter', 10, 21, ''],
  ['{{ msisdn() }}', 'type', 10, 21, 'callable'],
  ['{% for x in 5 %}{% endfor %}', 'type', 10, 24, 'iterable'],
];

void describe('the place of a template error', () => {
  for (const [source, kind, line, column, words] of cases) {
    void it(`is ${line}:${column} in ${JSON.stringify(source)}`, () => {
      const error = errorOf(source);
      assert.equal(error.kind, kind);
      assert.deepEqual([error.where?.file, error.where?.line, error.where?.column], ['play.yaml', line, column]);
      assert.ok(error.message.includes(words), error.message);
    });
  }

  void it('names the undefined variable, its line of text and the nearest known name', () => {
    const error = errorOf('first\nyour number is {{ msisdm }}');
    assert.equal(error.details?.['name'], 'msisdm');
    assert.equal(error.where?.excerpt, 'your number is {{ msisdm }}');
    assert.match(error.hint ?? '', /msisdn/);
  });

  void it('names the whole path of a missing member', () => {
    assert.equal(errorOf('{{ customer.address.city }}').details?.['name'], 'customer.address');
  });

  void it('is the place in the variable when that is what fails', () => {
    const error = errorOf('{{ bad }}');
    assert.equal(error.kind, 'zerodivision');
    assert.equal(error.where?.file, '<template>');
  });
});

void describe('nesting without bounds', () => {
  const deep: readonly (readonly [string, string])[] = [
    ['brackets', `{{ ${'('.repeat(100_000)}1${')'.repeat(100_000)} }}`],
    ['lists', `{{ ${'['.repeat(100_000)}${']'.repeat(100_000)} }}`],
    ['signs', `{{ ${'-'.repeat(100_000)}1 }}`],
    ['sums', `{{ 1${' + 1'.repeat(100_000)} }}`],
    ['members', `{{ x${'.a'.repeat(100_000)} }}`],
    ['tags', '{% if 1 %}'.repeat(100_000)],
  ];
  for (const [name, source] of deep) {
    void it(`is a syntax error for ${name}`, () => assert.equal(errorOf(source).kind, 'syntax'));
  }

  void it('is an error of recursion for a macro that calls itself', () => {
    assert.equal(errorOf('{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}').kind, 'recursion');
  });
});
