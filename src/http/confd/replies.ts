/** Objects, lists and associations with their links. */
import type { PhoneList } from '../../crm/phone/list-rows.ts';
import type { ConfdCall, ConfdReply } from './route.ts';

/** Collections that objects belong to; they are their links' `rel`. */
export type Collection = 'users' | 'lines' | 'lines_sip' | 'extensions' | 'devices';

interface HasId {
  readonly id: number | string;
}

export function objectReply(call: ConfdCall, rel: Collection, object: HasId, status: 200 | 201 = 200): ConfdReply {
  return { status, body: linked(call, rel, object), location: call.link(`${rel}/${object.id}`) };
}

export function listReply(call: ConfdCall, rel: Collection, { items, total }: PhoneList<HasId>): ConfdReply {
  return { status: 200, body: { items: items.map(item => linked(call, rel, item)), total } };
}

/** Each id of an association leads to its object. */
const rels = [
  ['extension_id', 'extensions'],
  ['line_id', 'lines'],
  ['user_id', 'users'],
] as const;

export type Association = { readonly [Name in (typeof rels)[number][0]]?: number };

export function association(call: ConfdCall, ids: Association): object {
  const links = rels.flatMap(([name, rel]) => {
    const id = ids[name];
    return id === undefined ? [] : [{ rel, href: call.link(`${rel}/${id}`) }];
  });
  return { ...ids, links };
}

export function associations(call: ConfdCall, items: readonly Association[]): ConfdReply {
  return { status: 200, body: { items: items.map(item => association(call, item)), total: items.length } };
}

function linked({ link }: ConfdCall, rel: Collection, object: HasId): object {
  return { ...object, links: [{ rel, href: link(`${rel}/${object.id}`) }] };
}
