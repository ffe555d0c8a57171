import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, isDay, lastDayOfMonth, periodOfDays } from '../../src/actions/calendar.ts';
import { parseUnits, shareOf, unitsText } from '../../src/actions/ledger/units.ts';
import { optionsFrom } from '../../src/actions/options/options.ts';
import { readIni } from '../../src/actions/options/read-ini.ts';

test('amounts in Ubilling’s form become minor units, half a unit away from zero', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['10', 1000],
    ['-5.25', -525],
    ['0.123456789', 12],
    ['0.125', 13],
    ['-0.125', -13],
    ['-0.001', 0],
    ['0.1234567891', undefined],
    ['1,5', undefined],
    ['+5', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['1e3', undefined],
    ['', undefined],
  ];
  for (const [text, minor] of cases) assert.equal(parseUnits(text), minor, text);
  assert.ok(Object.is(parseUnits('-0.001'), 0));
});

test('minor units print as short as Ubilling prints them', () => {
  const texts = [1550, 25_000, -1, 0, -100_050, 5].map(unitsText);
  assert.deepEqual(texts, ['15.5', '250', '-0.01', '0', '-1000.5', '0.05']);
});

test('shares are rounded once, away from zero', () => {
  assert.deepEqual(
    [shareOf(15_050, 1000), shareOf(5, 1000), shareOf(-5, 1000), shareOf(4, 1000), shareOf(1, 5000)],
    [1505, 1, -1, 0, 1],
  );
});

test('periods come from the calendar', () => {
  const periods: readonly (readonly [number, string, string])[] = [
    [1, '2026-11-22', '2026-11-22'],
    [30, '2026-11-22', '2026-11'],
    [0, '2026-11-22', '2026-11'],
    [7, '2026-11-22', 'week 2026-11-16'],
    [7, '2026-11-23', 'week 2026-11-23'],
    [15, '2026-02-15', '2026-02/1'],
    [15, '2026-02-16', '2026-02/2'],
    [90, '2026-11-22', '3 months 2026-10'],
    [90, '2027-01-01', '3 months 2027-01'],
    [365, '2026-11-22', '2026'],
    [10, '1970-01-11', '10 days 1970-01-11'],
  ];
  for (const [days, day, period] of periods) assert.equal(periodOfDays(days, day), period, `${days} ${day}`);
});

test('days and months', () => {
  assert.deepEqual([addDays('2026-03-01', -1), addDays('2024-02-28', 1)], ['2026-02-28', '2024-02-29']);
  assert.deepEqual([addMonths('2026-11', 2), addMonths('2026-01', -1)], ['2027-01', '2025-12']);
  assert.deepEqual([lastDayOfMonth('2024-02'), lastDayOfMonth('2026-12')], ['2024-02-29', '2026-12-31']);
  assert.deepEqual(['2026-02-29', '2026-12-005', '2026-1-1', '2024-02-29'].map(isDay), [false, false, false, true]);
});

test('ini files are read as PHP reads them', () => {
  const text = '; alter\n[part]\nA=1\nB = "x; y" ; why\nC=on\nD=off\nE=-20 ;limit\nF=\n#G=1\r\n';
  assert.deepEqual(readIni(text), { A: '1', B: 'x; y', C: '1', D: '', E: '-20', F: '' });
  const options = optionsFrom({ A: '1.5', B: '0', C: '', D: '-20' });
  assert.deepEqual(
    [options.digits('A', 3), options.digits('X', 3), options.money('A'), options.money('D')],
    [15, 3, 150, -2000],
  );
  assert.deepEqual(
    ['A', 'B', 'C', 'X'].map(name => options.isOn(name)),
    [true, false, false, false],
  );
});
