/** Who has which line, which numbers reach it, on which phone it rings. */
import { jsonReply, type JsonObject, type LabReply } from '../simulator.ts';
import { find } from './objects.ts';
import { done, inputError, list, notFound, resourceError } from './replies.ts';
import type { PbxLine, PbxState } from './state.ts';

type Route = (state: PbxState, ids: readonly string[], body: JsonObject) => LabReply;

/** By method and path. */
export const associations: readonly (readonly [string, RegExp, Route])[] = [
  ['GET', /^\/users\/(\d+)\/lines$/, listUserLines],
  ['POST', /^\/users\/(\d+)\/lines$/, addUserLine],
  ['DELETE', /^\/users\/(\d+)\/lines\/(\d+)$/, removeUserLine],
  ['GET', /^\/lines\/(\d+)\/extensions$/, listLineExtensions],
  ['POST', /^\/lines\/(\d+)\/extensions$/, addLineExtension],
  ['DELETE', /^\/lines\/(\d+)\/extensions\/(\d+)$/, removeLineExtension],
  ['GET', /^\/extensions\/(\d+)\/line$/, lineOfExtension],
  ['PUT', /^\/lines\/(\d+)\/devices\/([^/]+)$/, addDevice],
  ['GET', /^\/devices\/([^/]+)\/autoprov$/, resetDevice],
];

function listUserLines(state: PbxState, [user = '']: readonly string[]): LabReply {
  const { id } = find(state.users, 'User', user);
  return list(state.userLines.filter(has => has.user_id === id).map(has => ({ ...has, main_line: true })));
}

function addUserLine(state: PbxState, [user = '']: readonly string[], { line_id }: JsonObject): LabReply {
  const { id: user_id } = find(state.users, 'User', user);
  const line = typeof line_id === 'number' ? state.lines.find(({ id }) => id === line_id) : undefined;
  if (line === undefined) throw inputError("field 'line_id': Line was not found");
  if (state.userLines.some(has => has.user_id === user_id)) throw resourceError('User is associated with a Line');
  const row = { user_id, line_id: line.id, main_user: !state.userLines.some(has => has.line_id === line.id) };
  state.userLines.push(row);
  return jsonReply(201, { ...row, main_line: true });
}

function removeUserLine(state: PbxState, [user, line]: readonly string[]): LabReply {
  const row = state.userLines.find(has => String(has.user_id) === user && String(has.line_id) === line);
  if (row === undefined) throw notFound('UserLine');
  refuseDevice(find(state.lines, 'Line', line ?? ''));
  state.userLines = state.userLines.filter(has => has !== row);
  return done;
}

function listLineExtensions(state: PbxState, [line = '']: readonly string[]): LabReply {
  const { id } = find(state.lines, 'Line', line);
  return list(
    state.lineExtensions
      .filter(has => has.line_id === id)
      .map(({ line_id, extension_id }) => ({ line_id, extension_id })),
  );
}

function addLineExtension(
  state: PbxState,
  [line = '']: readonly string[],
  { extension_id: asked }: JsonObject,
): LabReply {
  const { id: line_id } = find(state.lines, 'Line', line);
  const extension = state.extensions.find(({ id }) => id === asked);
  if (extension === undefined) throw inputError("field 'extension_id': Extension was not found");
  const kind = extension.context === 'default' ? 'internal' : 'incall';
  const holder = state.lineExtensions.find(has => has.extension_id === extension.id);
  if (holder) throw resourceError(`Extension is associated with a ${kind === 'incall' ? 'incall' : 'Line'}`);
  const hasOne = state.lineExtensions.some(has => has.line_id === line_id && has.kind === 'internal');
  if (kind === 'internal' && hasOne) throw resourceError('Line is associated with a Extension');
  if (kind === 'incall' && !state.userLines.some(has => has.line_id === line_id))
    throw resourceError('Line must be associated with a User');
  state.lineExtensions.push({ id: ++state.lastId, line_id, extension_id: extension.id, kind });
  return jsonReply(201, { line_id, extension_id: extension.id });
}

/** As in 2015: the incall of a line without user is found by nobody. */
function removeLineExtension(state: PbxState, [line = '', extension]: readonly string[]): LabReply {
  const { id, device_id } = find(state.lines, 'Line', line);
  const row = state.lineExtensions.find(has => has.line_id === id && String(has.extension_id) === extension);
  const hasUser = state.userLines.some(has => has.line_id === id);
  if (row === undefined || (row.kind === 'incall' && !hasUser))
    throw resourceError(`Line must be associated with a ${hasUser ? 'Extension' : 'User'}`);
  if (row.kind === 'internal') refuseDevice({ device_id });
  state.lineExtensions = state.lineExtensions.filter(has => has !== row);
  return done;
}

function lineOfExtension(state: PbxState, [extension = '']: readonly string[]): LabReply {
  const { id } = find(state.extensions, 'Extension', extension);
  const row = state.lineExtensions.find(has => has.extension_id === id);
  if (row === undefined) throw notFound('LineExtension');
  return jsonReply(200, { line_id: row.line_id, extension_id: row.extension_id });
}

function addDevice(state: PbxState, [line = '', device = '']: readonly string[]): LabReply {
  const row = find(state.lines, 'Line', line);
  find(state.devices, 'Device', device);
  if (row.device_id !== device) refuseDevice(row);
  row.device_id = device;
  return done;
}

function resetDevice(state: PbxState, [device = '']: readonly string[]): LabReply {
  const row = find(state.devices, 'Device', device);
  for (const line of state.lines) if (line.device_id === row.id) line.device_id = null;
  row.status = 'autoprov';
  return done;
}

function refuseDevice({ device_id }: Pick<PbxLine, 'device_id'>): void {
  if (device_id !== null) throw resourceError('Line is associated with a Device');
}
