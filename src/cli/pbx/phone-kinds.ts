/** What can be listed of a phone system. */
export type PhoneRow = Readonly<Record<string, unknown>>;

export interface PhoneKind {
  readonly name: string;
  readonly summary: string;
  readonly head: readonly string[];
  readonly cells: (row: PhoneRow) => readonly unknown[];
}

/** By the collection's name in the API. Passwords are in its replies and in no table. */
export const phoneKinds: readonly PhoneKind[] = [
  {
    name: 'users',
    summary: 'people with a phone',
    head: ['id', 'first name', 'last name', 'caller id', 'mobile', 'mark'],
    cells: row => [
      row['id'],
      row['firstname'],
      row['lastname'],
      row['caller_id'],
      row['mobile_phone_number'],
      row['userfield'],
    ],
  },
  {
    name: 'lines',
    summary: 'SIP accounts, with the code that a phone is given to become one',
    head: ['id', 'name', 'context', 'slot', 'code', 'phone'],
    cells: row => [
      row['id'],
      row['name'],
      row['context'],
      row['device_slot'],
      row['provisioning_extension'],
      row['device_id'],
    ],
  },
  {
    name: 'extensions',
    summary: 'numbers to dial',
    head: ['id', 'number', 'context', 'off'],
    cells: row => [row['id'], row['exten'], row['context'], row['commented'] === true ? 'yes' : ''],
  },
  {
    name: 'devices',
    summary: 'phones',
    head: ['id', 'mac', 'ip', 'model', 'status'],
    cells: row => [row['id'], row['mac'], row['ip'], row['model'], row['status']],
  },
];
