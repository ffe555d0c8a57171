import { OmnicrmError, type ErrorCode } from '../errors.ts';

/** Whether an address (IPv4, IPv6, or IPv4 inside IPv6) is one of the networks; text that is no address is in none. */
export type AddressTest = (address: string) => boolean;

type Library = typeof import('ip-address');
type Address = InstanceType<Library['Address4']> | InstanceType<Library['Address6']>;

/**
 * A test for a list of addresses and networks (`10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`). Throws `code` (E_INPUT unless
 * said otherwise) for an entry that is neither; `what` names the list.
 */
export async function addressTest(
  networks: readonly string[],
  what: string,
  code: ErrorCode = 'E_INPUT',
): Promise<AddressTest> {
  if (networks.length === 0) return () => false;
  const list = JSON.stringify(networks);
  const known = tests.get(list) ?? remembering(await makeTest(networks, what, code));
  if (tests.size >= MOST_KNOWN) tests.clear();
  tests.set(list, known);
  return known;
}

async function makeTest(networks: readonly string[], what: string, code: ErrorCode): Promise<AddressTest> {
  const { default: library } = await import('ip-address');
  const wanted = networks.map(network => {
    const address = parseAddress(library, network);
    if (address !== undefined) return address;
    throw new OmnicrmError(code, `${what}: '${network}' is neither an address nor a network such as 10.0.0.0/8`);
  });
  return text => {
    const address = text.includes('/') ? undefined : parseAddress(library, text);
    return address !== undefined && wanted.some(network => isWithin(address, network));
  };
}

/** Lists and addresses that were parsed before: every request with a key asks the same again. */
const tests = new Map<string, AddressTest>();
const MOST_KNOWN = 500;

function remembering(test: AddressTest): AddressTest {
  const answers = new Map<string, boolean>();
  return address => {
    const answer = answers.get(address) ?? test(address);
    if (answers.size >= MOST_KNOWN) answers.clear();
    answers.set(address, answer);
    return answer;
  };
}

/** What counts as one caller: an IPv4 address, or the /64 that one IPv6 site is given. */
export async function callerNetwork(text: string): Promise<string> {
  const { default: library } = await import('ip-address');
  const address = parseAddress(library, text);
  if (!(address instanceof library.Address6)) return address?.correctForm() ?? text;
  return `${new library.Address6(`${address.correctForm()}/64`).startAddress().correctForm()}/64`;
}

/** `::ffff:10.0.0.7` is 10.0.0.7: a socket for both families shows IPv4 callers so. */
function parseAddress({ Address4, Address6 }: Library, text: string): Address | undefined {
  if (Address4.isValid(text)) return new Address4(text);
  if (!Address6.isValid(text)) return undefined;
  const address = new Address6(text);
  if (!address.isMapped4()) return address;
  return new Address4(`${address.to4().correctForm()}/${Math.max(0, address.subnetMask - 96)}`);
}

function isWithin(address: Address, network: Address): boolean {
  return address.v4 === network.v4 && address.isInSubnet(network);
}
