import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  defaultTables,
  Environment,
  Float,
  OMIT,
  Templar,
  Template,
  trustTree,
  Undefined,
} from '../../src/template/index.ts';
import { dict, templarWith } from './templar-with.ts';

const render = (source: string, vars = {}) => templarWith(vars).render(new Template(source));

void describe('lazy variables', () => {
  const conf = dict({ good: '{{ 1 + 1 }}', bad: '{{ nope }}', list: ['{{ 5 }}', '{{ 1 / 0 }}'] });

  void it('render only the member that is touched', () => {
    assert.equal(render('{{ conf.good }}', { conf }), 2);
    assert.equal(render("{{ conf['list'][0] }}", { conf }), 5);
  });

  void it('keep the failures of other members until they are used', () => {
    assert.equal(render('{{ conf | length }}', { conf }), 3);
    assert.equal(render("{{ conf.bad | default('d') }}", { conf }), 'd');
    assert.throws(() => render('{{ conf }}', { conf }), { kind: 'undefined' });
    assert.throws(() => render("{{ conf.list[1] | default('d') }}", { conf }), { kind: 'zerodivision' });
  });

  void it('are rendered once within a template', () => {
    let calls = 0;
    const scope = {
      get: (name: string) => (name === 'dice' ? new Template("{{ now(fmt='%Y') }}") : undefined),
      names: () => [],
    };
    const now = () => (calls++, new Date(0));
    new Templar(new Environment(defaultTables), scope, { now }).render(new Template('{{ dice }}{{ dice }}'));
    assert.equal(calls, 1);
  });

  void it('that refer to themselves are a recursion, wherever they are used', () => {
    assert.throws(() => render('{{ a }}', { a: '{{ b }}', b: '{{ a }}' }), { kind: 'recursion' });
  });

  void it('are not changed by what a template does to their copy', () => {
    const list = [1, 2];
    assert.deepEqual(render('{% set _ = l.append(3) %}{{ l }}', { l: list }), [1, 2, 3]);
    assert.deepEqual(list, [1, 2]);
  });
});

void describe('trust', () => {
  const scope = {
    get: (name: string) => (name === 'data' ? '{{ secret }}' : name === 'secret' ? 's' : undefined),
    names: () => [],
  };
  const templar = new Templar(new Environment(defaultTables), scope);

  void it('is by origin: data with braces is never rendered', () => {
    assert.equal(templar.render(new Template('{{ data }}')), '{{ secret }}');
    assert.equal(templar.render(new Template('<{{ data | upper }}>')), '<{{ SECRET }}>');
    assert.equal(templar.render('{{ secret }}'), '{{ secret }}');
  });

  void it('does not come back by joining texts', () => {
    assert.equal(templar.render(new Template("{{ '{{ sec' ~ 'ret }}' }}")), '{{ secret }}');
  });

  void it('is refused to a condition that comes out as text', () => {
    assert.throws(() => templar.evaluateCondition(new Template('{{ data }}')), { kind: 'untrusted' });
  });

  void it('is given to a plain tree by trustTree, at every depth', () => {
    const raw = trustTree(dict({ a: ['{{ secret }}', 'plain'] }));
    assert.deepEqual(templar.render(raw), dict({ a: ['s', 'plain'] }));
  });
});

void describe('results', () => {
  void it('keep the type of a single node', () => {
    assert.equal(render('{{ 5 }}'), 5);
    assert.deepEqual(render('{{ 10 / 2 }}'), new Float(5));
    assert.equal(render('{{ 5 }}{{ 6 }}'), '56');
  });

  void it('drop omitted members and give OMIT alone as OMIT', () => {
    assert.deepEqual(render("{{ {'a': omit, 'b': [1, omit]} }}"), dict({ b: [1] }));
    assert.equal(render('{{ omit }}'), OMIT);
  });

  void it('travel unfinished from resolve and evaluateExpression', () => {
    assert.ok(templarWith({}).resolve(new Template('{{ nope }}')) instanceof Undefined);
    assert.ok(templarWith({}).evaluateExpression('nope') instanceof Undefined);
  });
});

void describe('whole files', () => {
  void it('take escapes, overrides and extra variables', () => {
    const templar = templarWith({ n: 1 });
    assert.equal(templar.renderText("{{ 'a\\tb' }}", { escapeBackslashes: false }), 'a\tb');
    assert.equal(
      templar.renderText('[[ n ]]-{{ n }}', { overrides: { variable_start_string: '[[', variable_end_string: ']]' } }),
      '1-{{ n }}',
    );
    assert.equal(templar.renderText('{{ n }}{{ m }}\n', { vars: dict({ m: 2 }) }), '12\n');
  });

  void it('include, import and extend others of the search path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'templates-'));
    writeFileSync(join(folder, 'part.j2'), 'part {{ n }}/{{ local }}');
    writeFileSync(join(folder, 'lib.j2'), '{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set unit = 7 %}');
    writeFileSync(join(folder, 'base.j2'), '<{% block body %}base{% endblock %}>{% block foot %}foot{% endblock %}');
    const templar = templarWith({ n: 1 }, { searchPath: folder });
    assert.equal(templar.renderText("{% set local = 2 %}{% include 'part.j2' %}"), 'part 1/2');
    assert.equal(templar.renderText("{% import 'lib.j2' as lib %}{{ lib.twice('a') }}{{ lib.unit }}"), 'aa7');
    assert.equal(templar.renderText("{% from 'lib.j2' import twice as t %}{{ t('b') }}"), 'bb');
    assert.equal(
      templar.renderText("{% extends 'base.j2' %}{% block body %}new {{ super() }} {{ n }}{% endblock %}"),
      '<new base 1>foot',
    );
  });
});
