/** Replies to the writes that a plan does not send, and to questions about what they would have made. */
import {
  builtInModules,
  type Module,
  type ModuleArguments,
  type ModuleContext,
  type ModuleResult,
  type ModuleTable,
} from '../engine/index.ts';
import { asText } from './as-text.ts';
import type { Dict, Value } from '../template/index.ts';

/** What the plays of one plan would have made; its things have the id 0. */
export class Shadow {
  /** The modules of the plan: its `uri` sends reads only. */
  readonly modules: ModuleTable;
  /** By URL of their collection. */
  readonly #made = new Map<string, Dict>();

  constructor() {
    const modules = builtInModules();
    const uri = modules.get('uri');
    this.modules = uri === undefined ? modules : new Map([...modules, ['uri', this.#shadowed(uri)]]);
  }

  /** The service that the plan would have made. */
  get service(): Dict | undefined {
    return [...this.#made].find(([collection]) => collection.endsWith('/crm/service'))?.[1];
  }

  #shadowed(uri: Module): Module {
    const run = async (args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> => {
      const shown = this.#shown(args);
      if (shown !== undefined) return shown;
      const result = await uri.run(args, context);
      return result.skipped === true ? this.#written(args, result) : result;
    };
    return { ...uri, run };
  }

  /** A thing of the plan, or what it would be tied to: nothing. */
  #shown(args: ModuleArguments): ModuleResult | undefined {
    const url = asText(args['url']);
    const [, collection, below] = /^(.*?)(?:\/[a-z_]+_id)?\/0(\/.*)?$/.exec(url) ?? [];
    const row = collection === undefined ? undefined : this.#made.get(collection);
    const isRead = asText(args['method'] ?? 'GET').toUpperCase() === 'GET';
    if (!isRead || collection === undefined || (row === undefined && below === undefined)) return undefined;
    const none = new Map<Value, Value>([
      ['items', []],
      ['total', 0],
    ]);
    return { changed: false, status: 200, url, json: below === undefined ? (row ?? none) : none };
  }

  /** What a write that was not sent would most likely have answered: the sent body with new ids, or a JSON-RPC "OK". */
  #written(args: ModuleArguments, result: ModuleResult): ModuleResult {
    const url = asText(args['url']);
    const { skipped: _, ...rest } = result;
    const { status_code: expected } = args;
    const status = Array.isArray(expected) ? expected[0] : expected;
    const json = replyTo(url, args['body']);
    this.#made.set(url.replace(/\/$/, ''), json);
    return { ...rest, changed: false, status, url, msg: 'Not sent: this is a plan', json };
  }
}

function replyTo(url: string, body: Value | undefined): Dict {
  const sent = body instanceof Map ? body : new Map<Value, Value>();
  if (sent.has('params'))
    return new Map<Value, Value>([
      ['id', null],
      ['result', 'OK'],
      ['error', null],
    ]);
  const thing = new URL(url).pathname.split('/').findLast(part => /^[a-z_]+$/.test(part)) ?? 'row';
  return new Map<Value, Value>([['id', 0], ...sent, [`${thing}_id`, 0]]);
}
