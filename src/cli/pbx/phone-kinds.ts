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
    head: ['id', 'name', 'shows', 'mobile', 'mark'],
    cells: row => {
      const name = `${textOf(row['firstname'])} ${textOf(row['lastname'])}`;
      // A caller id that is the name says nothing.
      const shows = row['caller_id'] === `"${name}"` ? '' : row['caller_id'];
      return [row['id'], name.trim(), shows, row['mobile_phone_number'], row['userfield']];
    },
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
    head: ['mac', 'ip', 'model', 'status', 'id'],
    cells: row => [row['mac'], row['ip'], row['model'], row['status'], row['id']],
  },
];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
