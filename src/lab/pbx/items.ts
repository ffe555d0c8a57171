import type { Item } from '../simulator.ts';
import type { PbxState } from './state.ts';

/** Rows by the names that people know them by. */
export function pbxItems(state: PbxState): Item[] {
  const names = namesOf(state);
  return [
    ...state.users.map(value => ({ kind: 'user', key: names.user(value.id), value })),
    ...state.lines.map(value => ({ kind: 'line', key: value.username, value })),
    ...state.extensions.map(value => ({ kind: 'extension', key: names.extension(value.id), value })),
    ...state.devices.map(value => ({ kind: 'device', key: value.mac, value })),
    ...state.userLines.map(value => ({ kind: 'user of line', key: names.user(value.user_id), value: { ...value } })),
    ...state.lineExtensions.map(value => ({ kind: 'number of line', key: names.extension(value.extension_id), value })),
  ];
}

/** The same without ids and what is drawn. */
export function pbxContent(state: PbxState): Item[] {
  const names = namesOf(state);
  const drawn = ['id', 'secret', 'provisioning_extension', 'device_id', 'user_id', 'line_id', 'extension_id'];
  return pbxItems(state).map(({ kind, key, value }) => {
    const kept = Object.entries(value).filter(([name]) => !drawn.includes(name));
    const line = typeof value['line_id'] === 'number' ? { line: names.line(value['line_id']) } : {};
    const device = typeof value['device_id'] === 'string' ? { device: value['device_id'] } : {};
    return { kind, key, value: { ...Object.fromEntries(kept), ...line, ...device } };
  });
}

function namesOf({ users, lines, extensions }: PbxState) {
  const user = (id: number): string => {
    const row = users.find(candidate => candidate.id === id);
    return row === undefined ? `missing ${id}` : row.userfield || row.caller_id;
  };
  const line = (id: number): string => lines.find(candidate => candidate.id === id)?.username ?? `missing ${id}`;
  const extension = (id: number): string => {
    const row = extensions.find(candidate => candidate.id === id);
    return row === undefined ? `missing ${id}` : `${row.exten}@${row.context}`;
  };
  return { user, line, extension };
}
