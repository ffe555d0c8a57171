import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VaultedText } from '../../../src/template/formats/vaulted-text.ts';
import { loadTrustedYaml } from '../../../src/template/formats/yaml-trusted.ts';
import { LazyDict, LazyList, Template, type Raw } from '../../../src/template/values/types.ts';

function load(text: string): ReturnType<typeof loadTrustedYaml> {
  return loadTrustedYaml(text, 'play.yaml');
}

/** The raw item at a path of keys and indexes. */
function at(raw: Raw, ...path: readonly (string | number)[]): Raw | undefined {
  let current: Raw | undefined = raw;
  for (const step of path) {
    if (current instanceof LazyDict) current = current.entries.get(step);
    else if (current instanceof Map) current = current.get(step);
    else if (current instanceof LazyList) current = current.items[Number(step)];
    else current = Array.isArray(current) ? current[Number(step)] : undefined;
  }
  return current;
}

function sourceAt(raw: Raw, ...path: readonly (string | number)[]): string | undefined {
  const found = at(raw, ...path);
  return found instanceof Template ? found.source : undefined;
}

describe('a play file', () => {
  it('has templates where text holds them, and plain values elsewhere', () => {
    const { value } = load('a: "{{ x }}"\nb: {c: [1, "{% if y %}"]}\nd: [1, text]\n');
    assert.equal(sourceAt(value, 'a'), '{{ x }}');
    assert.ok(at(value, 'b', 'c') instanceof LazyList);
    assert.deepEqual(at(value, 'd'), [1, 'text']);
  });
  it('knows the places of templates, containers, keys and items', () => {
    const { value, positions } = load('- name: one\n  args:\n    url: "{{ base }}/x"\n');
    const template = at(value, 0, 'args', 'url');
    assert.ok(template instanceof Template);
    const { line, column, excerpt } = template.where!;
    assert.deepEqual([line, column, excerpt], [3, 10, '    url: "{{ base }}/x"']);
    const task = at(value, 0)!;
    assert.deepEqual([positions.of(task)?.line, positions.of(task)?.column], [1, 3]);
    assert.deepEqual([positions.ofKey(task, 'args')?.line, positions.ofKey(task, 'args')?.column], [2, 3]);
    assert.deepEqual([positions.ofValue(task, 'args')?.line, positions.ofValue(value, 0)?.column], [3, 3]);
  });
  it('never makes templates of !unsafe text, and keeps !vault text closed', () => {
    const { value } = load(
      'a: !unsafe "{{ x }}"\nb: !unsafe {c: "{{ y }}"}\nd: !vault |\n  $ANSIBLE_VAULT;1.1\n  3132\n',
    );
    assert.equal(at(value, 'a'), '{{ x }}');
    assert.equal(at(value, 'b', 'c'), '{{ y }}');
    const secret = at(value, 'd');
    assert.ok(secret instanceof VaultedText);
    assert.equal(secret.ciphertext, '$ANSIBLE_VAULT;1.1\n3132\n');
    assert.throws(() => secret.text());
  });
});

describe('an unquoted template', () => {
  it('is taken as the expression in brackets and after a key, with a warning', () => {
    const { value, warnings } = load(
      'body: {"id": {{ id | int }}, "n": "{{ n }}", x: {{ a }}-{{ b }}, l: [{{ a }}, {{ {"k": "}}"} }}]}\nname: {{ first }} last # who\n',
    );
    assert.equal(sourceAt(value, 'body', 'id'), '{{ id | int }}');
    assert.equal(sourceAt(value, 'body', 'n'), '{{ n }}');
    assert.equal(sourceAt(value, 'body', 'x'), '{{ a }}-{{ b }}');
    assert.equal(sourceAt(value, 'body', 'l', 1), '{{ {"k": "}}"} }}');
    assert.equal(sourceAt(value, 'name'), '{{ first }} last');
    assert.deepEqual(
      warnings.map(({ id, where }) => [id, where.line, where.column]),
      [
        ['unquoted-template', 1, 14],
        ['unquoted-template', 1, 49],
        ['unquoted-template', 1, 70],
        ['unquoted-template', 1, 79],
        ['unquoted-template', 2, 7],
      ],
    );
  });
  it('over several lines of a bracketed mapping keeps its place', () => {
    const { value, warnings } = load(
      'uri:\n  body:\n    {\n      "customer_id": {{ customer_id }},\n      "on": true\n    }\n',
    );
    assert.equal(sourceAt(value, 'uri', 'body', 'customer_id'), '{{ customer_id }}');
    assert.equal(warnings[0]?.where.line, 4);
  });
  it('is not looked for in quotes, comments, block texts and running text', () => {
    const text = 'a: "x: {{ y }}"\n# b: {{ c }}\nd: |\n  e: {{ f }}\ng: text\n  {{ h }}\ni: \'{ {{ j }} }\'\n';
    const { value, warnings } = load(text);
    assert.equal(warnings.length, 0);
    assert.equal(sourceAt(value, 'd'), 'e: {{ f }}\n');
    assert.equal(sourceAt(value, 'g'), 'text {{ h }}');
  });
  it('leaves quoted neighbours alone when the file holds one elsewhere', () => {
    const { value, warnings } = load('a: "x: {{ y }}"\nd: |\n  e: {{ f }}\ng: {{ h }}\n');
    assert.deepEqual(
      warnings.map(({ where }) => where.line),
      [4],
    );
    assert.equal(sourceAt(value, 'd'), 'e: {{ f }}\n');
  });
});

const MISTAKES: readonly (readonly [name: string, text: string, line: number, hint: RegExp])[] = [
  ['a tab', 'a:\n\tb: 1\n', 2, /spaces/],
  ['a template as a list item', '- {{ a }}\n', 1, /Quote the whole value/],
  ['no space after the colon', 'key:value\nb: 1\n', 1, /space after the colon/],
  ['an open quote', 'a: 1\nb: "c\n', 2, /quote/i],
  ['two colons', 'a: b: c\n', 1, /colon/],
];

describe('a broken play file', () => {
  for (const [name, text, line, hint] of MISTAKES) {
    it(`says where and how to mend: ${name}`, () => {
      assert.throws(
        () => load(text),
        (error: Error & { code?: string; where?: { line: number }; hint?: string }) => {
          assert.equal(error.code, 'E_PLAY_SYNTAX');
          assert.equal(error.where?.line, line);
          assert.match(error.hint ?? '', hint);
          return true;
        },
      );
    });
  }
  it('is one with a tag that nobody knows, or with two documents', () => {
    assert.throws(() => load('a: !foo 1\n'), { code: 'E_PLAY_SYNTAX' });
    assert.throws(() => load('a: 1\n---\nb: 2\n'), { code: 'E_PLAY_SYNTAX' });
  });
});
