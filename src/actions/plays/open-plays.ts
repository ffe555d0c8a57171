/** Plays that actions call at third parties: loaded once, over connections that stay open while the action works. */
import type { Config } from '../../config.ts';
import { type ModuleTable, type Playbook, type RunResult, runPlaybook } from '../../engine/index.ts';
import { networkDispatchers } from '../../engine/network/network-dispatchers.ts';
import { backendDispatchers } from '../../provisioning/backends/backend-dispatchers.ts';
import { backendTrust } from '../../provisioning/backends/backend-trust.ts';
import { configRedactor } from '../../provisioning/config-redactor.ts';
import { loadPlay, runModules } from '../../provisioning/load-play.ts';
import { type Raw, str, toJs, toValue, type Value } from '../../template/index.ts';
import type { ActionContext } from '../action.ts';
import { actionPlayFolders, missingSettings, playAbout } from './play-about.ts';

export interface PlayAnswer {
  /** `not set up`: a setting it needs is missing, so nothing was tried. */
  readonly state: 'done' | 'failed' | 'not set up';
  /** Why it is not done, secrets masked. */
  readonly reason: string | undefined;
  /** What the play set or registered under that name, as plain data; undefined when it did not come so far. */
  fact(name: string): unknown;
  /** The same as a text: numbers as they print; undefined for none and for what is no text. */
  text(name: string): string | undefined;
}

export interface Plays {
  /** Runs a play with these variables beside `action`, `as_of` and `crm_config`. Throws E_PLAY_MISSING or E_PLAY_SYNTAX. */
  call(play: string, variables: Readonly<Record<string, unknown>>): Promise<PlayAnswer>;
  close(): Promise<void>;
}

export interface PlayLimits {
  /** Where the plays are; `actions` in each folder of plays when not told. */
  readonly folders?: readonly string[];
  readonly modules?: ModuleTable;
  /** Lookups that their templates may not use. */
  readonly lookups?: ReadonlySet<string>;
  /** The longest call of one play (60 000). */
  readonly limitMs?: number;
}

/** Opens what calls of plays have in common; close it at the end. */
export function openPlays(context: ActionContext, limits: PlayLimits = {}): Plays {
  const config: Config = { ...context.config, playsPath: limits.folders ?? actionPlayFolders(context.config) };
  const { modules = runModules(config), lookups = config.refusedLookups, limitMs = 60_000 } = limits;
  const redactor = configRedactor(config);
  const network = networkDispatchers(backendTrust(config));
  const backends = backendDispatchers(config);
  const loaded = new Map<string, Playbook>();
  const bookOf = (play: string): Playbook => {
    const book = loaded.get(play) ?? loadPlay(config, play, modules);
    loaded.set(play, book);
    return book;
  };
  return {
    call: async (play, variables) => {
      const about = playAbout(context.config, play);
      const missing = missingSettings(context, about);
      if (missing.length > 0) return unanswered('not set up', `${missing.join(', ')} is not set in crm_config.yaml`);
      for (const [name, { secret }] of Object.entries(about.parameters ?? {})) if (secret) redactor.add(variables[name]);
      const result = await runPlaybook(bookOf(play), {
        modules,
        extraVars: variablesOf(context, variables),
        refusedLookups: lookups,
        signal: AbortSignal.any([context.signal, AbortSignal.timeout(limitMs)]),
        dispatcherFor: (origin, tls) => backends.govern(origin, network.dispatcherFor(origin, tls)),
      });
      return answerOf(result, text => redactor.text(text));
    },
    close: () => network.close(),
  };
}

function variablesOf(
  { action, today, config }: ActionContext,
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Raw> {
  const own = { ...variables, action, as_of: today };
  return new Map<string, Raw>([
    ...Object.entries(own).map(([name, value]) => [name, toValue(value)] as const),
    ['crm_config', config.tree],
  ]);
}

function unanswered(state: PlayAnswer['state'], reason: string): PlayAnswer {
  return { state, reason, fact: () => undefined, text: () => undefined };
}

function answerOf({ exitCode, facts, failure, error }: RunResult, redact: (text: string) => string): PlayAnswer {
  const known = facts.get('localhost');
  const fact = (name: string): unknown => {
    const value = known?.get(name);
    return value === undefined ? undefined : toJs(value as Value);
  };
  const text = (name: string): string | undefined => {
    const value = fact(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  if (exitCode === 0) return { state: 'done', reason: undefined, fact, text };
  const told =
    failure === undefined
      ? `before its tasks: ${error?.message ?? ''}`
      : `in task '${failure.task}': ${str(failure.result.get('msg') ?? '')}`;
  return { state: 'failed', reason: redact(told), fact, text };
}
