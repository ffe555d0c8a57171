import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  PyDate,
  PyDateTime,
  PyTimeDelta,
  strftime,
  strptime,
  timeFields,
} from '../../../src/template/formats/datetime.ts';
import { toJson } from '../../../src/template/formats/json.ts';
import { compare, equals } from '../../../src/template/values/compare.ts';
import type { PyObject, Value } from '../../../src/template/values/types.ts';
import { recorded, textOf } from './recorded.ts';

function rowsOf(kind: string): Value[][] {
  return recorded('dates').filter(row => row[0] === kind);
}

describe('dates', () => {
  it('are printed as time.strftime prints them', () => {
    for (const [, format, epoch, expected] of rowsOf('f')) {
      assert.equal(
        strftime(textOf(format), timeFields(Number(epoch), true)),
        expected,
        `${textOf(format)} of ${Number(epoch)}`,
      );
    }
  });
  it('are read as datetime.strptime reads them', () => {
    for (const [, format, text, expected] of rowsOf('p')) {
      const parse = (): string => strptime(textOf(text), textOf(format)).isoformat();
      if (expected === null) assert.throws(parse, { kind: 'value' }, textOf(format));
      else assert.equal(parse(), expected);
    }
  });
  it('differ by timedeltas as in Python', () => {
    for (const [, left, right, expected] of rowsOf('s')) {
      assert.equal(toJson(difference(read(textOf(left)), read(textOf(right)))), toJson(expected!));
    }
  });
  it('have an order', () => {
    assert.equal(compare(new PyDate(2024, 1, 2), new PyDate(2024, 1, 3)) < 0, true);
    const utc = new PyDateTime({ year: 2024, month: 1, day: 1, hour: 2, offset: 0 });
    const east = new PyDateTime({ year: 2024, month: 1, day: 1, hour: 4, offset: 7200 });
    assert.equal(equals(utc, east), true);
    assert.throws(() => compare(utc, new PyDateTime({ year: 2024, month: 1, day: 1 })), { kind: 'type' });
  });
});

function read(text: string): PyDateTime {
  return strptime(text, text.includes('.') ? '%Y-%m-%dT%H:%M:%S.%f' : '%Y-%m-%dT%H:%M:%S');
}

function difference(a: PyDateTime, b: PyDateTime): Value {
  const delta = a.operate('-', b, false);
  assert.ok(delta instanceof PyTimeDelta);
  const sum = b.operate('+', delta, false);
  const seventh = delta.operate('/', 7, false);
  assert.ok(sum instanceof PyDateTime && seventh instanceof PyTimeDelta);
  const facts = [delta.text(), delta.repr(), call(delta, 'total_seconds'), delta.days, delta.seconds];
  const methods = [call(a, 'isocalendar'), call(a, 'toordinal'), call(a, 'ctime')];
  return [...facts, sum.isoformat(), seventh.text(), a.repr(), ...methods];
}

function call(object: PyObject, method: string): Value {
  const found = object.attribute(method);
  assert.ok(found !== null && typeof found === 'object' && 'call' in found && typeof found.call === 'function');
  return found.call([], new Map());
}
