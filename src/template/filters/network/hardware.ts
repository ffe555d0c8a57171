/** Filters of hardware addresses: hwaddr, macaddr. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { fail } from '../../fail.ts';
import { int } from '../../values/integers.ts';
import type { Value } from '../../values/types.ts';
import { parseHardwareAddress, type HardwareAddress } from './hardware-address.ts';
import { textOption, textOrNothing } from './option.ts';

type Query = (address: HardwareAddress | undefined, value: string) => Value;

export const hardwareFilters: Readonly<Record<string, TemplateFilter>> = {
  hwaddr: filterOf(['value', ['query', ''], ['alias', 'hwaddr'], '*rest'], (value, query) =>
    hwaddr(textOrNothing(value), textOption(query, 'query')),
  ),
  macaddr: filterOf(['value', ['query', ''], '*rest'], (value, query) =>
    hwaddr(textOrNothing(value), textOption(query, 'query')),
  ),
};

const postgres = inGroups(6, ':');
const windows = inGroups(2, '-', text => text.toUpperCase());

const queries: ReadonlyMap<string, Query> = new Map<string, Query>(
  Object.entries({
    '': (address, value) => (address ? value : null),
    bare: inGroups(12, '', text => text.toUpperCase()),
    bool: address => (address ? true : null),
    cisco: inGroups(4, '.'),
    eui48: windows,
    int: address => int(known(address).value),
    linux: inGroups(2, ':'),
    pgsql: postgres,
    postgresql: postgres,
    psql: postgres,
    unix: inGroups(2, ':', text => text.replace(/\b0(?=.)/g, '')),
    win: windows,
  } satisfies Record<string, Query>),
);

function hwaddr(value: string, query: string): Value {
  const answer = queries.get(query) ?? fail('value', `'${query}' is no query of a hardware address`);
  return answer(parseHardwareAddress(value), value);
}

/** The 48 bits in groups of so many digits; one of 64 bits has no such form. */
function inGroups(digits: number, separator: string, dress = (text: string) => text): Query {
  return address => {
    const hex = known(address).value.toString(16).padStart(12, '0');
    if (hex.length > 12) fail('index', 'a hardware address of 64 bits has no such form');
    return dress((hex.match(new RegExp(`.{${digits}}`, 'g')) ?? []).join(separator));
  };
}

function known(address: HardwareAddress | undefined): HardwareAddress {
  return address ?? fail('value', 'this is no hardware address');
}
