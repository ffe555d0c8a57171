import { namesGiven } from '../../engine/lint/names/given-by-play.ts';
import { isBuiltIn, type NameUse } from '../../engine/lint/names/name-use.ts';
import { rootName, syntaxNodes } from '../../engine/lint/templates/syntax-nodes.ts';
import type { Script, ScriptTask } from '../../engine/lint/script.ts';
import { allTasks } from '../../engine/lint/walk.ts';
import { orderNames } from '../lint/order-names.ts';
import { isSecretName } from '../lint/secret-names.ts';
import type { VariableDoc, VariableOrigin } from './play-doc.ts';

const order: readonly VariableOrigin[] = ['needed', 'optional', 'order', 'vars', 'set_fact', 'registered'];

/** Every variable of a playbook: what it needs from outside first, what it makes itself last. */
export function describeVariables(script: Script, names: NameUse): VariableDoc[] {
  const given = namesGiven(script);
  const facts = setBy(script, ({ module, options }) => (module?.name === 'set_fact' ? [...options.keys()] : []));
  const registered = setBy(script, ({ entries }) => [entries.get('register')].filter(name => typeof name === 'string'));
  const all = new Set([...names.read, ...facts, ...registered]);
  const originOf = (name: string): VariableOrigin => {
    if (registered.has(name)) return 'registered';
    if (facts.has(name)) return 'set_fact';
    if (given.has(name)) return 'vars';
    if (orderNames.has(name)) return 'order';
    return names.guarded.has(name) ? 'optional' : 'needed';
  };
  const shown = [...all].filter(name => !isBuiltIn(name) && name !== 'item');
  const docs = shown.map(name => ({
    name,
    origin: originOf(name),
    default: defaultOf(name, names),
    secret: isSecretName(name),
  }));
  return docs.toSorted((a, b) => order.indexOf(a.origin) - order.indexOf(b.origin));
}

function setBy(script: Script, read: (task: ScriptTask) => string[]): ReadonlySet<string> {
  return new Set([...allTasks(script)].flatMap(read));
}

/** What `name | default(…)` falls back to, as written in the first such place. */
function defaultOf(name: string, { uses }: NameUse): string | undefined {
  for (const { use } of uses) {
    for (const { node } of syntaxNodes(use.tree)) {
      if (node.type !== 'filter' || (node.name !== 'default' && node.name !== 'd') || rootName(node.value) !== name)
        continue;
      const text = new RegExp(String.raw`\b${name}\s*\|\s*(?:default|d)\(([^()]*)\)`).exec(use.source)?.[1];
      if (text !== undefined) return text;
    }
  }
  return undefined;
}
