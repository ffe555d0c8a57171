import type { Json } from '../simulator.ts';
import type { OcsOptions } from '../types.ts';
import { decodeStruct, mismatch, type Fields, type StructValue } from './go-decode.ts';
import { RpcError } from './rpc-error.ts';
import type { OcsState } from './state.ts';

export const defaultTenant = 'cgrates.org';

/** What a method works with. */
export interface OcsContext {
  readonly state: OcsState;
  readonly options: OcsOptions;
  readonly now: Date;
  /** The scheduler takes up new plans and queued runs. Throws SCHEDULER_NOT_RUNNING. */
  reloadScheduler(): void;
  /** Sends an account to a URL; `wait` holds the reply back until the post is over. */
  post(url: string, body: string, wait: boolean): void;
}

export type Method = (context: OcsContext, params: Json | undefined) => Json;
export type Methods = Readonly<Record<string, Method>>;

interface MethodSpec<F extends Fields> {
  /** Go's name of the argument's type. */
  readonly type: string;
  readonly fields: F;
  readonly mandatory?: readonly (keyof F & string)[];
  readonly run: (context: OcsContext, args: StructValue<F>) => Json;
}

/** A method that takes one struct. Tenant has a default, and was mandatory on the 0.10 line. */
export function method<F extends Fields>(spec: MethodSpec<F>): Method {
  return (context, params) => {
    const args = decodeStruct({ name: spec.type, fields: spec.fields }, params);
    const tenant = context.options.line === '0.10' && spec.mandatory && 'Tenant' in spec.fields ? ['Tenant'] : [];
    checkMandatory(args, [...tenant, ...(spec.mandatory ?? [])]);
    return spec.run(context, 'Tenant' in args && args['Tenant'] === '' ? { ...args, Tenant: defaultTenant } : args);
  };
}

/** A method that takes one bare string. */
export function stringMethod(run: (context: OcsContext, text: string) => Json): Method {
  return (context, params) => {
    if (params !== undefined && params !== null && typeof params !== 'string')
      throw mismatch(params, 'Go value of type string');
    return run(context, params ?? '');
  };
}

/** Missing are blank strings, empty lists and maps, and the int 0; never floats and bools. */
export function checkMandatory(args: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const missing = names.filter(name => isMissing(args[name]));
  if (missing.length > 0) throw new RpcError(`MANDATORY_IE_MISSING: [${missing.join(' ')}]`);
}

function isMissing(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A page of a list; limit 0 is all. */
export function paginate<T>(list: readonly T[], args: { readonly Offset: number; readonly Limit: number }): T[] {
  return list.slice(args.Offset, args.Limit > 0 ? args.Offset + args.Limit : undefined);
}
