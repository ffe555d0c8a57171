/** The rules of campaign filters by name, for each direction: whether somebody is meant. All rules of a filter must agree. */
import { fullAddress } from '../agents/full-address.ts';
import { addMonths, dayOfMonth, lastDayOfMonth, monthOf } from '../calendar.ts';
import { parseUnits } from '../ledger/units.ts';
import type { Addressee } from '../messages/addressees.ts';
import { daysLeftOf } from '../messages/fill-template.ts';
import { hasAccess } from '../subscribers/has-access.ts';
import type { Direction } from './directions.ts';

/** What is known of a subscriber beside himself. */
export interface Ties {
  readonly today: string;
  readonly spread: boolean;
  readonly tags: ReadonlyMap<number, ReadonlySet<number>>;
  readonly districts: ReadonlyMap<number, ReadonlySet<number>>;
  readonly switches: ReadonlyMap<number, number>;
}

/** Of whoever has a balance: subscribers, and customers of cable television. */
const balanceFilters: readonly (readonly [
  string,
  (who: { readonly balance_minor: number }, value: string) => boolean,
])[] = [
  ['cashgreater', ({ balance_minor }, value) => balance_minor >= minorOf(value)],
  ['cashlesser', ({ balance_minor }, value) => balance_minor <= minorOf(value)],
  ['cashlesszero', ({ balance_minor }) => balance_minor < 0],
  ['cashzero', ({ balance_minor }) => balance_minor === 0],
];

export type SubscriberFilter = (who: Addressee, value: string, ties: Ties) => boolean;

export const subscriberFilters: ReadonlyMap<string, SubscriberFilter> = new Map<string, SubscriberFilter>([
  ['city', ({ city }, value) => city === value],
  ['address', (who, value) => contains(fullAddress(who), value)],
  ['login', ({ login }, value) => contains(login, value)],
  ['ip', ({ ip }, value) => contains(ip, value)],
  ['realname', ({ real_name }, value) => contains(real_name, value)],
  ['cashmonth', (who, _on, ties) => isWithin(daysLeftOf(who, ties), 1, daysToNextMonthsEnd(ties.today))],
  ['cashdays', (who, value, ties) => isWithin(daysLeftOf(who, ties), 1, Number(value))],
  ...balanceFilters,
  ['creditset', ({ credit_minor }) => credit_minor > 0],
  ['tags', ({ subscriber_id }, value, { tags }) => hasOne(tags.get(subscriber_id), value)],
  ['ao', ({ always_online }) => always_online === 1],
  ['passive', ({ frozen }) => frozen === 1],
  ['notpassive', ({ frozen }) => frozen === 0],
  ['active', who => hasAccess(who)],
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
  ...balanceFilters,
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
  ['employeeappointment', ({ appointment }: Employee, value: string) => contains(appointment, value)],
  ['employeeactive', ({ active }: Employee) => active === 1],
  ['realname', ({ employee_name }: Employee, value: string) => contains(employee_name, value)],
]);

/** A number of a list, what was noted of it, and whether a subscriber has it. */
export interface ListedNumber {
  readonly list: string;
  readonly notes: string | null;
  readonly isOurs: boolean;
}

export const numberFilters: ReadonlyMap<string, (who: ListedNumber, value: string) => boolean> = new Map([
  ['numlist', ({ list }: ListedNumber, value: string) => list === value],
  ['numcontain', ({ notes }: ListedNumber, value: string) => contains(notes, value)],
  ['numnotcontain', ({ notes }: ListedNumber, value: string) => !contains(notes, value)],
  ['numnotouruser', ({ isOurs }: ListedNumber) => !isOurs],
]);

const names: Readonly<Record<Direction, ReadonlySet<string>>> = {
  login: new Set(subscriberFilters.keys()),
  ukv: new Set(cableFilters.keys()),
  employee: new Set(employeeFilters.keys()),
  numlist: new Set(numberFilters.keys()),
};

/** Rules that Ubilling has for cable customers too; what they ask of is not known of ours. */
const notOfCable: ReadonlySet<string> = new Set(['city', 'address', 'tags']);

/** How a rule is meant for a direction: asked, left alone as it is another direction's, or not known. */
export function meaningOf(direction: Direction, rule: string): 'asked' | "another's" | 'unknown' {
  if (names[direction].has(rule)) return 'asked';
  if (direction === 'ukv' && notOfCable.has(rule)) return 'unknown';
  return Object.values(names).some(known => known.has(rule)) ? "another's" : 'unknown';
}

/** Days from today to the end of the next month. */
function daysToNextMonthsEnd(today: string): number {
  const [month, next] = [monthOf(today), addMonths(monthOf(today), 1)];
  return dayOfMonth(lastDayOfMonth(month)) - dayOfMonth(today) + dayOfMonth(lastDayOfMonth(next));
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
