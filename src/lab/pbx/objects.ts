/** Users, lines, extensions and devices: made, shown, changed, removed. */
import { randomInt } from 'node:crypto';
import type { JsonObject } from '../simulator.ts';
import { inputError, notFound, resourceError } from './replies.ts';
import type { PbxDevice, PbxExtension, PbxLine, PbxState, PbxUser } from './state.ts';

export type Rel = 'users' | 'lines' | 'lines_sip' | 'extensions' | 'devices';

export interface Objects {
  /** As `GET` shows them. */
  readonly all: (state: PbxState) => JsonObject[];
  readonly create?: (state: PbxState, body: JsonObject) => JsonObject;
  readonly change?: (state: PbxState, id: string, body: JsonObject) => void;
  readonly remove?: (state: PbxState, id: string) => void;
}

/** Numbers that each context takes. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  default: [1000, 1999],
  'from-extern': [1000, 4999],
};

export const objects: Readonly<Record<Rel, Objects>> = {
  users: {
    all: ({ users }) => users,
    create: createUser,
    change: (state, id, body) => {
      const row = find(state.users, 'User', id);
      const isRenamed = 'firstname' in body || 'lastname' in body;
      Object.assign(row, body);
      if (isRenamed && !('caller_id' in body)) row.caller_id = `"${row.firstname} ${row.lastname}"`;
    },
    remove: (state, id) => {
      const row = find(state.users, 'User', id);
      if (state.userLines.some(has => has.user_id === row.id)) throw resourceError('User is associated with a Line');
      state.users = state.users.filter(user => user !== row);
    },
  },
  lines_sip: {
    all: state => state.lines.map(line => sipLine(state, line)),
    create: createLine,
    change: (state, id, body) => void Object.assign(find(state.lines, 'Line', id), body),
    remove: (state, id) => {
      const row = find(state.lines, 'Line', id);
      const isUsed = [...state.userLines, ...state.lineExtensions].some(has => has.line_id === row.id);
      if (isUsed) throw resourceError('Line is associated with a Resource');
      state.lines = state.lines.filter(line => line !== row);
    },
  },
  lines: {
    all: ({ lines }) =>
      lines.map(({ username: name, secret: _secret, ...line }) => ({ ...line, name, protocol: 'sip' })),
  },
  extensions: {
    all: ({ extensions }) => extensions,
    create: createExtension,
    change: (state, id, body) => {
      const row = find(state.extensions, 'Extension', id);
      refuseNumber(state, { ...row, ...body });
      Object.assign(row, body);
    },
    remove: (state, id) => {
      const row = find(state.extensions, 'Extension', id);
      const holder = state.lineExtensions.find(has => has.extension_id === row.id);
      if (holder) throw resourceError(`Extension is associated with a ${holder.kind === 'incall' ? 'incall' : 'Line'}`);
      state.extensions = state.extensions.filter(extension => extension !== row);
    },
  },
  devices: {
    all: state => state.devices.map(device => ({ ...device, status: statusOf(state, device) })),
  },
};

/** Throws 404. */
export function find<Row extends { id: number | string }>(rows: readonly Row[], what: string, id: string): Row {
  const row = rows.find(candidate => String(candidate.id) === id);
  if (row === undefined) throw notFound(what);
  return row;
}

/** What is stored of what is not sent. */
const blank: JsonObject = {
  outgoing_caller_id: '',
  username: '',
  password: null,
  music_on_hold: '',
  mobile_phone_number: null,
  timezone: null,
  language: null,
  description: '',
  preprocess_subroutine: null,
};

function createUser(state: PbxState, body: JsonObject): JsonObject {
  const { firstname, lastname = '', caller_id, userfield = '' } = body as Partial<PbxUser>;
  if (!firstname) throw inputError('missing parameters: firstname');
  const callerId = caller_id ?? `"${firstname} ${lastname}"`;
  const row: PbxUser = { ...blank, ...body, id: ++state.lastId, firstname, lastname, caller_id: callerId, userfield };
  state.users.push(row);
  return { ...row, caller_id: caller_id ?? null };
}

function createLine(state: PbxState, body: JsonObject): JsonObject {
  const { context, device_slot, username = word(), secret = word() } = body as Partial<PbxLine>;
  if (context === undefined || device_slot === undefined) throw inputError('missing parameters: context, device_slot');
  if (typeof device_slot !== 'number') throw inputError("field 'device_slot': wrong type. Should be an integer");
  if (ranges[context] === undefined) throw inputError("field 'context': Context was not found");
  if (state.lines.some(line => line.username === username)) throw resourceError('Line already exists');
  const provisioning_extension = String(randomInt(100_000, 1_000_000)).replaceAll(/[09]/g, '8');
  const row = { id: ++state.lastId, context, device_slot, username, secret, provisioning_extension, device_id: null };
  state.lines.push(row);
  return sipLine(state, row);
}

function createExtension(state: PbxState, body: JsonObject): JsonObject {
  const { exten, context } = body as Partial<PbxExtension>;
  if (!exten || !context) throw inputError('missing parameters: exten, context');
  if (typeof exten !== 'string') throw inputError("field 'exten': wrong type. Should be a unicode string");
  const row = { id: ++state.lastId, exten, context, commented: false };
  refuseNumber(state, row);
  state.extensions.push(row);
  return row;
}

function refuseNumber(state: PbxState, { id, exten, context }: PbxExtension): void {
  const range = ranges[context];
  if (range === undefined) throw inputError("field 'context': Context was not found");
  const isTaken = state.extensions.some(row => row.id !== id && row.exten === exten && row.context === context);
  if (isTaken) throw resourceError(`Extension already exists ('exten': '${exten}', 'context': '${context}')`);
  const isIn = /^[0-9]+$/.test(exten) && Number(exten) >= range[0] && Number(exten) <= range[1];
  if (!isIn) throw inputError(`Extension '${exten}' is outside of range for context '${context}'`);
}

/** The caller id is its main user's and its number's. */
function sipLine(state: PbxState, { device_id: _device, ...line }: PbxLine): JsonObject {
  const owner = state.userLines.find(has => has.line_id === line.id && has.main_user);
  const user = state.users.find(candidate => candidate.id === owner?.user_id);
  const internal = state.lineExtensions.find(has => has.line_id === line.id && has.kind === 'internal');
  const extension = state.extensions.find(candidate => candidate.id === internal?.extension_id);
  const number = extension === undefined ? '' : ` <${extension.exten}>`;
  return { ...line, callerid: user === undefined ? null : user.caller_id + number };
}

function statusOf({ lines }: PbxState, { id, status }: PbxDevice): string {
  return lines.some(line => line.device_id === id) ? 'configured' : status;
}

function word(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
}
