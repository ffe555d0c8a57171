import { accountMethods, accountMethodsV2 } from './account-methods.ts';
import { actionMethods, actionMethodsV2 } from './action-methods.ts';
import { balanceMethods } from './balance-methods.ts';
import type { Method, Methods } from './method.ts';
import { planMethods } from './plan-methods.ts';
import { allProfileMethods, profileMethodsV2 } from './profile-methods.ts';
import { RpcError } from './rpc-error.ts';
import { triggerMethods } from './trigger-methods.ts';

const v1: Methods = {
  ...accountMethods,
  ...balanceMethods,
  ...actionMethods,
  ...triggerMethods,
  ...planMethods,
  ...allProfileMethods,
  Ping: () => 'Pong',
};
const v2: Methods = { ...v1, ...accountMethodsV2, ...actionMethodsV2, ...profileMethodsV2 };

/** Services by name; V2 has everything of V1. Case matters, and the old names are still there. */
const services: Readonly<Record<string, Methods>> = { APIerSv1: v1, ApierV1: v1, APIerSv2: v2, ApierV2: v2 };

/** The method of a name `Service.Method`, or the error of the RPC layer. */
export function findMethod(name: string): Method {
  const dot = name.lastIndexOf('.');
  if (dot < 0) throw new RpcError(`rpc: service/method request ill-formed: ${name}`);
  const service = name.slice(0, dot);
  if (!Object.hasOwn(services, service)) throw new RpcError(`rpc: can't find service ${name}`);
  const found = services[service]?.[name.slice(dot + 1)];
  if (!found) throw new RpcError(`rpc: can't find method ${name}`);
  return found;
}
