/** Filters that ask what an address is: ipaddr, ipv4, ipv6, ipwrap; and how it is written: ip4_hex, ipmath. */
import { filterOf } from '../../arguments/define.ts';
import type { TemplateFilter } from '../../callable.ts';
import { TemplateError } from '../../errors.ts';
import { fail } from '../../fail.ts';
import { str } from '../../values/text.ts';
import { truth } from '../../values/truth.ts';
import { typeName } from '../../values/type-name.ts';
import type { Value } from '../../values/types.ts';
import { addressOf, addressText, intOfText, parseAddress, parseLooseAddress, type Address } from './address.ts';
import { ipaddr } from './ipaddr.ts';
import { parseNetwork } from './network.ts';
import { intOption, textOption } from './option.ts';

// Ansible overlooks positional arguments beyond those it knows: `*rest`.
export const addressFilters: Readonly<Record<string, TemplateFilter>> = {
  ipaddr: filterOf(['value', ['query', ''], ['version', null], ['alias', null], '*rest'], (value, query, version) =>
    ipaddr(addressable(value), textOption(query, 'query'), Number(intOption(version, 'version') ?? 0)),
  ),
  ipv4: filterOf(['value', ['query', ''], '*rest'], (value, query) =>
    ipaddr(addressable(value), textOption(query, 'query'), 4),
  ),
  ipv6: filterOf(['value', ['query', ''], '*rest'], (value, query) =>
    ipaddr(addressable(value), textOption(query, 'query'), 6),
  ),
  ipwrap: filterOf(['value', '*rest', ['query', '']], (value, _rest, query) => ipwrap(value, query)),
  ip4_hex: filterOf(['arg', ['delimiter', ''], '*rest'], (arg, delimiter) =>
    hexText(textOption(arg, 'arg'), str(delimiter)),
  ),
  ipmath: filterOf(['value', ['amount', null], '*rest'], (value, amount) =>
    moved(addressIn(textOption(value, 'value')), intOption(amount, 'amount')),
  ),
};

function addressable(value: Value): Value {
  const kinds = ['string', 'boolean', 'number', 'bigint'];
  if (Array.isArray(value) || kinds.includes(typeof value)) return value;
  return fail('type', `a ${typeName(value)} is no address`);
}

/** Brackets around IPv6 addresses; all else stays as it is. */
function ipwrap(value: Value, query: Value): Value {
  if (!Array.isArray(value) && typeof value !== 'string' && typeof value !== 'boolean') addressable(null);
  try {
    const asked = textOption(query, 'query');
    return Array.isArray(value) ? value.map(item => wrapOne(item, item, asked)) : wrapOne(value, undefined, asked);
  } catch (error) {
    // A query that cannot be answered leaves the value alone, too.
    if (error instanceof TemplateError) return value;
    throw error;
  }
}

/** Items of lists are wrapped themselves, a single value by what the query made of it (Ansible). */
function wrapOne(value: Value, wrapped: Value | undefined, query: string): Value {
  const answer = ipaddr(value, query);
  return truth(answer) ? ipaddr(wrapped ?? answer, 'wrap') : value;
}

function hexText(text: string, delimiter: string): string {
  const numbers = text.split('.').map(part => intOfText(part) ?? fail('value', `${text} is no IPv4 address`));
  if (numbers.length < 4) fail('value', `${text} is no IPv4 address`);
  return numbers.slice(0, 4).map(hexOf).join(delimiter);
}

/** Python's format `02x`. */
function hexOf(number: bigint): string {
  return number < 0n ? number.toString(16) : number.toString(16).padStart(2, '0');
}

function addressIn(text: string): Address {
  const found = text.includes('/') ? parseNetwork(text) : (parseLooseAddress(text) ?? parseAddress(text, 6));
  return found ?? fail('value', `${text} is no valid address`);
}

function moved({ version, value }: Address, amount: bigint | null): string {
  if (amount === null) fail('value', 'the amount must be an integer');
  const address = addressOf(value + amount, version) ?? fail('index', 'there is no address so far away');
  return addressText(address);
}
