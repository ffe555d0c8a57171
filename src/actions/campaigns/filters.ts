/** The rules of campaign filters by name, for each direction: whether somebody is meant. All rules of a filter must agree. */
import { fullAddress } from '../agents/full-address.ts';
import { addDays, addMonths, dayOfMonth, monthOf } from '../calendar.ts';
import { parseUnits } from '../ledger/units.ts';
import type { Addressee } from '../messages/addressees.ts';
import { daysLeftOf } from '../messages/fill-template.ts';
import type { Direction } from './directions.ts';

/** What is known of a subscriber beside himself. */
export interface Ties {
  readonly today: string;
  readonly spread: boolean;
  readonly tags: ReadonlyMap<number, ReadonlySet<number>>;
  readonly districts: ReadonlyMap<number, ReadonlySet<number>>;
  readonly switches: ReadonlyMap<number, number>;
}

export type SubscriberFilter = (who: Addressee, value: string, ties: Ties) => boolean;

export const subscriberFilters: ReadonlyMap<string, SubscriberFilter> = new Map<string, SubscriberFilter>([
  ['city', ({ city }, value) => city === value],
  ['address', (who, value) => contains(fullAddress(who), value)],
  ['login', ({ login }, value) => contains(login, value)],
  ['ip', ({ ip }, value) => contains(ip, value)],
  ['realname', ({ real_name }, value) => contains(real_name, value)],
  ['cashmonth', (who, value, ties) => who.balance_minor >= 0 && endsBefore(who, Number(value), ties)],
  ['cashdays', (who, value, ties) => isWithin(daysLeftOf(who, ties), 1, Number(value))],
  ['cashgreater', ({ balance_minor }, value) => balance_minor >= minorOf(value)],
  ['cashlesser', ({ balance_minor }, value) => balance_minor < minorOf(value)],
  ['cashlesszero', ({ balance_minor }) => balance_minor < 0],
  ['cashzero', ({ balance_minor }) => balance_minor === 0],
  ['creditset', ({ credit_minor }) => credit_minor > 0],
  ['tags', ({ subscriber_id }, value, { tags }) => hasOne(tags.get(subscriber_id), value)],
  ['ao', ({ always_online }) => always_online === 1],
  ['passive', ({ frozen }) => frozen === 1],
  ['notpassive', ({ frozen }) => frozen === 0],
  ['active', ({ balance_minor, credit_minor }) => balance_minor >= -credit_minor],
  ['down', ({ down }) => down === 1],
  ['switch', ({ subscriber_id }, value, { switches }) => switches.get(subscriber_id) === Number(value)],
  ['tariff', ({ tariff_name }, value) => tariff_name === value],
  ['tariffcontain', ({ tariff_name }, value) => contains(tariff_name, value)],
  ['notariff', ({ tariff_name }) => tariff_name === null],
  ['tariffnm', ({ next_tariff }) => next_tariff !== null],
  ['district', ({ subscriber_id }, value, { districts }) => hasOne(districts.get(subscriber_id), value)],
  ['extmobiles', () => true],
]);

/** A customer of cable television. */
export interface CableCustomer {
  readonly contract: string | null;
  readonly real_name: string | null;
  readonly mobile: string | null;
  readonly balance_minor: number;
  readonly active: number;
  readonly cable_tariff_id: number | null;
}

export const cableFilters: ReadonlyMap<string, (who: CableCustomer, value: string) => boolean> = new Map([
  ['ukvtariff', ({ cable_tariff_id }: CableCustomer, value: string) => cable_tariff_id === Number(value)],
  ['ukvactive', ({ active }: CableCustomer) => active === 1],
  ['ukvdebtor', ({ balance_minor }: CableCustomer) => balance_minor < 0],
  ['realname', ({ real_name }: CableCustomer, value: string) => contains(real_name, value)],
]);

export interface Employee {
  readonly employee_name: string;
  readonly appointment: string | null;
  readonly mobile: string | null;
  readonly active: number;
}

export const employeeFilters: ReadonlyMap<string, (who: Employee, value: string) => boolean> = new Map([
  ['employeeappointment', ({ appointment }: Employee, value: string) => appointment === value],
  ['employeeactive', ({ active }: Employee) => active === 1],
  ['realname', ({ employee_name }: Employee, value: string) => contains(employee_name, value)],
]);

/** A number of a list, and whether a subscriber has it. */
export interface ListedNumber {
  readonly number: string;
  readonly isOurs: boolean;
}

export const numberFilters: ReadonlyMap<string, (who: ListedNumber, value: string) => boolean> = new Map([
  ['numlist', () => true],
  ['numcontain', ({ number }: ListedNumber, value: string) => number.includes(value)],
  ['numnotcontain', ({ number }: ListedNumber, value: string) => !number.includes(value)],
  ['numnotouruser', ({ isOurs }: ListedNumber) => !isOurs],
]);

const names: Readonly<Record<Direction, ReadonlySet<string>>> = {
  login: new Set(subscriberFilters.keys()),
  ukv: new Set(cableFilters.keys()),
  employee: new Set(employeeFilters.keys()),
  numlist: new Set(numberFilters.keys()),
};

/** What a filter of that direction may ask. */
export function filterNames(direction: Direction): ReadonlySet<string> {
  return names[direction];
}

/** Money that does not last past that day of the next month. */
function endsBefore(who: Addressee, day: number, ties: Ties): boolean {
  const left = daysLeftOf(who, ties);
  if (left < 0) return false;
  const end = addDays(ties.today, left);
  const next = addMonths(monthOf(ties.today), 1);
  return monthOf(end) < next || (monthOf(end) === next && dayOfMonth(end) <= day);
}

function contains(text: string | null, part: string): boolean {
  return (text ?? '').toLowerCase().includes(part.toLowerCase());
}

function isWithin(number: number, low: number, high: number): boolean {
  return number >= low && number <= high;
}

function minorOf(text: string): number {
  return parseUnits(text) ?? Number.NaN;
}

function hasOne(ids: ReadonlySet<number> | undefined, value: string): boolean {
  return value.split(',').some(id => ids?.has(Number(id)));
}
