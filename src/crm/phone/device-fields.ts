import type { Field, Fields } from './check-fields.ts';
import { inputError, wrongType } from './refusal.ts';

const text: Field = { type: 'text', longest: 255 };

/** What a phone has. */
export const deviceFields: Fields = {
  required: [],
  fields: {
    id: text,
    ip: { type: 'text', check: refuseNoIp },
    mac: { type: 'text', check: refuseNoMac },
    sn: text,
    plugin: { type: 'text', check: oneOf(/^(null|zero|xivo-[a-z0-9.-]+)$/i, 'Plugin was not found') },
    vendor: text,
    model: text,
    version: text,
    description: text,
    template_id: { type: 'text', check: oneOf(/^defaultconfigdevice$/, 'DeviceTemplate was not found') },
    options: { type: 'dict', check: refuseWrongSwitchboard },
    status: text,
  },
};

function refuseNoIp(value: unknown, field: string): void {
  const parts = String(value).split('.');
  const isAddress = parts.length === 4 && parts.every(part => /^[0-9]{1,3}$/.test(part) && Number(part) < 256);
  if (!isAddress) throw wrongType(field, 'a IP address', { [field]: String(value) });
}

function refuseNoMac(value: unknown, field: string): void {
  const isMac = /^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$/.test(String(value));
  if (!isMac) throw wrongType(field, 'a MAC address', { [field]: String(value) });
}

function oneOf(known: RegExp, otherwise: string): NonNullable<Field['check']> {
  return (value, field) => {
    if (!known.test(String(value))) throw inputError(`field '${field}': ${otherwise}`);
  };
}

function refuseWrongSwitchboard(value: unknown, field: string): void {
  const { switchboard } = value as { readonly switchboard?: unknown };
  if (switchboard !== undefined && typeof switchboard !== 'boolean')
    throw wrongType(`${field}.switchboard`, 'a boolean');
}
