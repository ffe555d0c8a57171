/** Fault rules of the lab from words on the command line. */
import { didYouMean, OmnicrmError } from '../../../errors.ts';
import type { FaultEffect, FaultMatch, FaultRule, FaultWhen } from '../../../lab/faults/rule.ts';

export interface FaultOptions {
  readonly kind?: string;
  readonly status?: string;
  readonly message?: string;
  readonly ms?: string;
  readonly commit?: boolean;
  readonly nth?: string;
  readonly every?: string;
  readonly first?: string;
  readonly after?: string;
  readonly times?: string;
  readonly method?: string;
  readonly path?: string;
  readonly rpc?: string;
}

/** What each `--kind` does; more than one word of it comes from other options. */
const kinds: Readonly<Record<string, (options: FaultOptions) => FaultEffect>> = {
  status: options => ({ status: { code: numberOf('status', options.status ?? '500') } }),
  'rpc-error': options => ({ rpcError: options.message ?? 'SERVER_ERROR: fault of the lab' }),
  reset: () => ({ reset: 'headers' }),
  hang: () => ({ hang: true }),
  latency: options => ({ latency: { ms: numberOf('ms', options.ms ?? '1000') } }),
  garbage: () => ({ garbage: true }),
  empty: () => ({ emptyBody: true }),
  truncate: () => ({ truncate: { bytes: 10 } }),
  duplicate: () => ({ duplicate: true }),
  drop: () => ({ drop: true }),
  down: () => ({ down: {} }),
};

const systems: Readonly<Record<string, NonNullable<FaultMatch['system']>>> = {
  ocs: 'ocs',
  hss: 'hss',
  sms: 'sms',
  pay: 'pay',
  stripe: 'pay',
  smtp: 'smtp',
  mail: 'smtp',
};

export const faultKinds: readonly string[] = Object.keys(kinds);

/** A rule for one system (`hss`) or instance (`hss2`). Throws E_USAGE for words that mean nothing. */
export function faultRuleOf(system: string, options: FaultOptions): FaultRule {
  const effect = effectOf(options);
  const when = whenOf(options);
  return {
    match: matchOf(system, options),
    ...(Object.keys(when).length === 0 ? {} : { when }),
    effect: options.commit === undefined ? effect : { ...effect, commit: options.commit },
  };
}

function effectOf(options: FaultOptions): FaultEffect {
  const kind = options.kind ?? (options.status === undefined ? undefined : 'status');
  const build = kind === undefined ? undefined : kinds[kind];
  if (build !== undefined) return build(options);
  const near = kind === undefined ? undefined : didYouMean(kind, faultKinds);
  throw new OmnicrmError('E_USAGE', kind === undefined ? '--kind is missing' : `unknown kind of fault '${kind}'`, {
    hint: near === undefined ? `There are ${faultKinds.join(', ')}.` : `Did you mean ${near}?`,
  });
}

function matchOf(name: string, { method, path, rpc }: FaultOptions): FaultMatch {
  const calls = { ...(method && { method: method.toUpperCase() }), ...(path && { path }), ...(rpc && { rpc }) };
  if (/^[a-z]+\d+$/.test(name)) return { instance: name, ...calls };
  const system = systems[name];
  if (system !== undefined) return { system, ...calls };
  throw new OmnicrmError('E_USAGE', `unknown system '${name}'`, {
    hint: 'There are ocs, hss, hss1, sms, pay and smtp.',
  });
}

function whenOf(options: FaultOptions): FaultWhen {
  const names = ['nth', 'every', 'first', 'after', 'times'] as const;
  const given = names.flatMap(name => {
    const text = options[name];
    return text === undefined ? [] : [[name, numberOf(name, text)] as const];
  });
  return Object.fromEntries(given);
}

function numberOf(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `--${name} takes a whole number, not '${text}'`);
}
