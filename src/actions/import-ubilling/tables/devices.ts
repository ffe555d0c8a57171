/** Saved configurations of devices: how to get them, and those that are there. */
import { into, type TableImport } from '../table-import.ts';

export const devices: readonly TableImport[] = [
  {
    from: 'envyscripts',
    take: row => {
      const script = row.text('data');
      return into('device_method', {
        switch_model_id: row.number('modelid'),
        profile: profileOf(script) ?? `model-${row.number('modelid')}`,
        transport: /spawn\s+\S*ssh\b/.test(script) ? 'ssh' : 'telnet',
      });
    },
  },
  {
    from: 'envydevices',
    take: row =>
      into('device_login', {
        switch_id: row.number('switchid'),
        active: row.text('active') === '' ? 1 : row.flag('active'),
        login: row.optional('login'),
        password: row.optional('password'),
        enable_password: row.optional('enablepassword'),
        custom: row.optional('custom1'),
        port: row.number('port') || null,
      }),
  },
  {
    from: 'envydata',
    take: row =>
      into('device_config', {
        switch_id: row.number('switchid'),
        saved: row.moment('date'),
        config: row.text('config'),
      }),
  },
];

/** What an expect script says, and the profile that says the same: the first counts. */
const profiles: readonly (readonly [RegExp, string])[] = [
  [/disp\w* cur/, 'huawei-vrp'],
  [/export\b/, 'mikrotik'],
  [/show config(uration)? (current|act)|disable clipaging/, 'd-link'],
  [/terminal datadump/, 'eltex'],
  [/terminal length 0/, 'cisco-ios'],
];

/** The shipped profile that does what the script did; a script itself is a program that is not run here. */
function profileOf(script: string): string | undefined {
  return profiles.find(([says]) => says.test(script))?.[1];
}
