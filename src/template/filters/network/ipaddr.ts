/** Ansible's `ipaddr`: whether a value is an address or network, and what a query says of it. */
import { fail } from '../../fail.ts';
import { parseFloat } from '../../values/number-text.ts';
import { TemplateError } from '../../errors.ts';
import { truth } from '../../values/truth.ts';
import { Tuple, type Value } from '../../values/types.ts';
import { addressText, intOfText, type Address } from './address.ts';
import { firstOf, holds, lastOf, networkText, parseNetwork, sizeOf, type Network } from './network.ts';
import { queries } from './queries.ts';
import { recognise, type Recognised } from './recognise.ts';

/**
 * The answer of a query: by name, by position (`-1`: the last address), or a network that must hold the value. Of a list: the
 * answers that are true. False for what is no address, or one of another version than asked (0: any). Throws kind `value` for
 * an unknown query.
 */
export function ipaddr(value: Value, query = '', version = 0): Value {
  const items = value instanceof Tuple ? value.items : value;
  if (Array.isArray(items)) return items.map((item: Value) => ipaddr(item, query, version)).filter(truth);
  if (!truth(value) || value === true) return false;
  const found = recognise(value, version);
  if (found === undefined) return false;
  const outer = membershipOf(query);
  if (version !== 0 && found.network.version !== version) return false;
  if (outer !== undefined) return holds(outer, found.network) ? found.value : null;
  return (queries.get(query) ?? (positioned => atPosition(positioned, query)))(found);
}

/** The network a query names, to ask whether it holds the value. */
function membershipOf(query: string): Network | undefined {
  if (query === '' || queries.has(query) || /^\p{Nd}+$/u.test(query)) return undefined;
  const found = recognise(query, 0);
  return found && parseNetwork(query);
}

function atPosition({ network, kind }: Recognised, query: string): Value {
  if (!isNumber(query)) fail('value', `'${query}' is no query of an address`);
  if (sizeOf(network) === 1n) return kind === 'address' ? addressText(network) : networkText(network);
  const position = intOfText(query);
  const address = position === undefined ? undefined : addressAt(network, position);
  return address ? `${addressText(address)}/${network.prefix}` : false;
}

/** The address at that position, from the end when negative; undefined beyond the network. */
export function addressAt(network: Network, position: bigint): Address | undefined {
  const size = sizeOf(network);
  if (position < -size || position >= size) return undefined;
  const value = position < 0n ? lastOf(network).value + position + 1n : firstOf(network).value + position;
  return { version: network.version, value };
}

function isNumber(text: string): boolean {
  try {
    parseFloat(text);
    return true;
  } catch (error) {
    if (error instanceof TemplateError) return false;
    throw error;
  }
}
