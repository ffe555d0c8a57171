import type { Json, JsonObject } from '../simulator.ts';
import { parseDuration } from './duration.ts';
import { expiryTime } from './expiry.ts';
import { RpcError } from './rpc-error.ts';
import { never, type Balance } from './state.ts';

/** The fields of a balance that a call gave; absent is "not said", which matters for matching. */
export interface BalanceFilter {
  readonly uuid?: string;
  readonly id?: string;
  readonly value?: number;
  readonly expiration?: string;
  /** The expiration was counted from now, in nanoseconds: no stored one is ever equal to it. */
  readonly hasOwnExpiration?: boolean;
  readonly weight?: number;
  readonly destinations?: Record<string, boolean>;
  readonly subject?: string;
  readonly categories?: Record<string, boolean>;
  readonly sharedGroups?: Record<string, boolean>;
  readonly timings?: Record<string, boolean>;
  readonly disabled?: boolean;
  readonly blocker?: boolean;
  readonly factors?: Record<string, number>;
}

/** The filter in a `Balance` map; its keys are case-sensitive, unknown ones are ignored. */
export function balanceFilter(map: JsonObject, now: Date): BalanceFilter {
  const filter: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(map)) {
    const reader = readers[key];
    if (reader && value !== null) filter[reader.name] = reader.read(value, now);
  }
  const expiry = map['ExpiryTime'];
  return typeof expiry === 'string' && fromNow.test(expiry) ? { ...filter, hasOwnExpiration: true } : filter;
}

const fromNow = /^([+-]|\*now|\*daily|\*mo\b|\*monthly|\*yearly)/;

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const asSet = (value: Json): Record<string, boolean> =>
  Object.fromEntries(
    (Array.isArray(value) ? value.map(asText) : asText(value).split(';')).filter(Boolean).map(name => [name, true]),
  );

interface Reader {
  readonly name: keyof BalanceFilter;
  readonly read: (value: Json, now: Date) => unknown;
}

const readers: Readonly<Record<string, Reader>> = {
  ID: { name: 'id', read: asText },
  UUID: { name: 'uuid', read: asText },
  Value: { name: 'value', read: balanceValue },
  ExpiryTime: { name: 'expiration', read: (value, now) => expiryTime(asText(value), now) },
  Weight: { name: 'weight', read: balanceWeight },
  DestinationIDs: { name: 'destinations', read: asSet },
  RatingSubject: { name: 'subject', read: asText },
  Categories: { name: 'categories', read: asSet },
  SharedGroups: { name: 'sharedGroups', read: asSet },
  TimingIDs: { name: 'timings', read: asSet },
  Disabled: { name: 'disabled', read: asBool },
  Blocker: { name: 'blocker', read: asBool },
  Factors: { name: 'factors', read: value => value },
};

/** A number, numeric text, or text that ends in a unit of time: then nanoseconds. */
export function balanceValue(value: Json): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /[smh]$/.test(value)) return parseDuration(value);
  return parseFloatText(asText(value));
}

function balanceWeight(value: Json, now: Date): number {
  if (value === '*time_desc') return now.getTime() / 1000;
  if (value === '*time_asc') return -now.getTime() / 1000;
  return typeof value === 'number' ? value : parseFloatText(asText(value));
}

/** Go's strconv.ParseFloat, as far as people write numbers. */
export function parseFloatText(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new RpcError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function asBool(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  const text = asText(value);
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['', '0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new RpcError(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** A new balance out of a filter. */
export function balanceOf(filter: BalanceFilter, uuid: string, value: number): Balance {
  return {
    Uuid: uuid,
    ID: filter.id ?? '',
    Value: rounded(value),
    ExpirationDate: filter.expiration ?? never,
    Weight: filter.weight ?? 0,
    DestinationIDs: filter.destinations ?? {},
    RatingSubject: filter.subject ?? '',
    Categories: filter.categories ?? {},
    SharedGroups: filter.sharedGroups ?? {},
    Timings: null,
    TimingIDs: filter.timings ?? {},
    Disabled: filter.disabled ?? false,
    Factors: filter.factors ?? null,
    Blocker: filter.blocker ?? false,
  };
}

/** Values are kept to five decimals. */
export function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
