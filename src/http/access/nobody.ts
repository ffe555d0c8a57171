import { OmnicrmError } from '../../errors.ts';
import type { Access } from './access.ts';

/** The access of a request that needs none: it comes from an address and may do nothing else. */
export function createNobody(address: string): Access {
  return {
    principal: { kind: 'address', id: null, name: address },
    userId: 0,
    provisionId: undefined,
    customerId: undefined,
    permissions: [],
    sessionId: undefined,
    mayTry: refuse,
    mayList: refuse,
    mayRead: async () => refuse(),
    mayCreate: async () => refuse(),
    mayChange: async () => refuse(),
    hidden: () => [],
    seesSecrets: async () => false,
  };
}

function refuse(): never {
  throw new OmnicrmError('E_UNAUTHENTICATED', 'a bearer token or an API key is wanted');
}
