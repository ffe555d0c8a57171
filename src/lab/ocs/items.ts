import { isObject, objectCopy, type Item, type Json } from '../simulator.ts';
import { canonical } from '../digest.ts';
import { never, type OcsState } from './state.ts';

/** Parts of the state, and what one thing of each is called. */
const kinds = [
  ['accounts', 'account'],
  ['actions', 'actions'],
  ['plans', 'plan'],
  ['triggers', 'trigger'],
  ['attributes', 'attribute'],
  ['filters', 'filter'],
  ['resources', 'resource'],
  ['chargers', 'charger'],
] as const;

/** Accounts, actions, plans, triggers, profiles and the queue, each by its own id. */
export function ocsItems(state: OcsState): Item[] {
  const named = kinds.flatMap(([part, kind]) =>
    Object.entries(objectCopy(state[part])).map(([key, value]) => ({
      kind,
      key,
      value: isObject(value) ? value : { list: value },
    })),
  );
  const tasks = state.tasks.map((task, index) => ({ kind: 'task', key: String(index), value: { ...task } }));
  return [...named, ...tasks];
}

/** The same without random ids and times; of an expiry only whether there is one. */
export function ocsContent(state: OcsState): Item[] {
  return ocsItems(state).map(item => ({ ...item, value: { id: item.key, value: content(item.value) } }));
}

const volatile = new Set(['Uuid', 'UpdateTime', 'LastExecutionTime', 'Once', 'StartTime']);

function content(value: Json): Json {
  if (Array.isArray(value)) return value.map(content).toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([name]) => !volatile.has(name));
  return Object.fromEntries(
    members.map(([name, member]) => [name, name === 'ExpirationDate' ? member !== never : content(member)]),
  );
}
