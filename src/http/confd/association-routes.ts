import { deviceRow, resetToAutoprov } from '../../crm/phone/devices.ts';
import { associateDevice, dissociateDevice } from '../../crm/phone/line-devices.ts';
import {
  associateExtension,
  dissociateExtension,
  type LineExtension,
  lineOfExtension,
  listLineExtensions,
} from '../../crm/phone/line-extensions.ts';
import { getLine } from '../../crm/phone/lines.ts';
import { notFound } from '../../crm/phone/refusal.ts';
import { associateLine, dissociateLine, listUserLines } from '../../crm/phone/user-lines.ts';
import { getUser } from '../../crm/phone/users.ts';
import { association, associations } from './replies.ts';
import { at, type ConfdCall, type ConfdReply, type ConfdRoute, done, numberOf } from './route.ts';

const first = ({ ids }: ConfdCall): number => numberOf(ids[0]);
const second = ({ ids }: ConfdCall): number => numberOf(ids[1]);

/** Who has which line, which numbers reach it, on which phone it rings. */
export const associationRoutes: readonly ConfdRoute[] = [
  at('/users/:number/lines', {
    GET: async call => associations(call, await listUserLines(call.db, first(call))),
    POST: async call => {
      const { id } = await getUser(call.db, first(call));
      const made = await associateLine(call.db, id, call.body());
      return { status: 201, body: association(call, made), location: call.link(`users/${id}/lines`) };
    },
  }),
  at('/users/:number/lines/:number', {
    DELETE: async call => dissociateLine(call.db, first(call), second(call)).then(() => done),
  }),
  at('/lines/:number/extensions', {
    GET: async call => associations(call, await listLineExtensions(call.db, first(call))),
    POST: call => associate(call, 'extensions'),
  }),
  at('/lines/:number/extensions/:number', {
    DELETE: async call => dissociateExtension(call.db, first(call), second(call)).then(() => done),
  }),
  at('/lines/:number/extension', {
    GET: async call => ({ status: 200, body: association(call, await internalOf(call)) }),
    POST: call => associate(call, 'extension'),
    DELETE: async call =>
      dissociateExtension(call.db, first(call), (await internalOf(call)).extension_id).then(() => done),
  }),
  at('/extensions/:number/line', {
    GET: async call => ({ status: 200, body: association(call, await lineOfExtension(call.db, first(call))) }),
  }),
  at('/lines/:number/devices/:text', {
    PUT: async call => associateDevice(call.db, first(call), call.ids[1] ?? '').then(() => done),
    DELETE: async call => dissociateDevice(call.db, first(call), call.ids[1] ?? '').then(() => done),
  }),
  at('/devices/:text/autoprov', {
    GET: async ({ db, ids }) => resetToAutoprov(db, ids[0] ?? '').then(() => done),
  }),
  at('/devices/:text/synchronize', {
    GET: async ({ db, ids }) => deviceRow(db, ids[0] ?? '').then(() => done),
  }),
  at('/devices/:text/associate_line/:number', {
    GET: call => fromHere(call, () => associateDevice(call.db, second(call), call.ids[0] ?? '')),
  }),
  at('/devices/:text/remove_line/:number', {
    GET: call => fromHere(call, () => dissociateDevice(call.db, second(call), call.ids[0] ?? '')),
  }),
];

async function associate(call: ConfdCall, place: 'extension' | 'extensions'): Promise<ConfdReply> {
  const { id } = await getLine(call.db, first(call));
  const made = await associateExtension(call.db, id, call.body());
  return { status: 201, body: association(call, made), location: call.link(`lines/${id}/${place}`) };
}

async function internalOf(call: ConfdCall): Promise<LineExtension> {
  const [internal] = await listLineExtensions(call.db, first(call), 'internal');
  if (internal === undefined) throw notFound('LineExtension', { line_id: first(call) });
  return internal;
}

/** Old confds let only their own host do it. */
async function fromHere({ isLocal }: ConfdCall, work: () => Promise<void>): Promise<ConfdReply> {
  if (!isLocal) return { status: 403, body: ['Unauthorized'] };
  await work();
  return done;
}
