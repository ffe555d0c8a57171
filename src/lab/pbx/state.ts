/** What the phone system holds: rows by kind, ids never given twice. */
import type { JsonObject } from '../simulator.ts';

export interface PbxUser extends JsonObject {
  id: number;
  firstname: string;
  lastname: string;
  caller_id: string;
  userfield: string;
}

export interface PbxLine extends JsonObject {
  id: number;
  context: string;
  device_slot: number;
  username: string;
  secret: string;
  provisioning_extension: string;
  device_id: string | null;
}

export interface PbxExtension extends JsonObject {
  id: number;
  exten: string;
  context: string;
  commented: boolean;
}

export interface PbxDevice extends JsonObject {
  id: string;
  mac: string;
  status: string;
}

export interface PbxState {
  users: PbxUser[];
  lines: PbxLine[];
  extensions: PbxExtension[];
  devices: PbxDevice[];
  userLines: { user_id: number; line_id: number; main_user: boolean }[];
  lineExtensions: { id: number; line_id: number; extension_id: number; kind: string }[];
  lastId: number;
}

/** One phone waits for a line. */
export function initialPbxState(): PbxState {
  const devices = [{ id: 'phone1', mac: '00:08:5d:31:ef:e0', ip: '10.0.0.9', status: 'autoprov' }];
  return { users: [], lines: [], extensions: [], devices, userLines: [], lineExtensions: [], lastId: 0 };
}
