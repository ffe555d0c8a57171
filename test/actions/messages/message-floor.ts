/** A dispatcher whose configuration names the lab's third parties. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadConfig } from '../../../src/config.ts';
import type { ActionFloor } from '../../../src/actions/request.ts';
import { optionsFrom } from '../../../src/actions/options/options.ts';
import { MEGOGO_PARTNER } from '../../../src/lab/thirdparty/megogo.ts';
import { OLLTV_LOGIN, OLLTV_PASSWORD } from '../../../src/lab/thirdparty/olltv.ts';
import { startThirdParties, type ThirdParties } from '../../../src/lab/thirdparty/start-third-parties.ts';
import { TELEGRAM_TOKEN } from '../../../src/lab/thirdparty/telegram.ts';
import { TURBOSMS_TOKEN } from '../../../src/lab/thirdparty/turbosms.ts';
import { callOn, NOON, openFloor, type TestFloor } from '../action-floor.ts';
import { shippedOptions } from '../replay/shipped-options.ts';

export interface MessageFloor extends Omit<TestFloor, 'floor'> {
  readonly floor: ActionFloor;
  readonly lab: ThirdParties;
  /** The clock of the next calls. */
  setClock(moment: Date): void;
  /** Channel, state, attempts and text of every message. */
  messages(): Promise<readonly string[]>;
}

export async function openMessageFloor(
  t: TestContext,
  options: Readonly<Record<string, string>> = {},
  moreSql = '',
): Promise<MessageFloor> {
  const lab = await startThirdParties();
  t.after(() => lab.close());
  const base = await openFloor(t, options, moreSql);
  writeConfig(base.home, lab.url);
  const config = await loadConfig({ env: { OMNICRM_HOME: base.home }, cwd: '/' });
  let now = NOON;
  const all = { SENDDOG_ENABLED: '1', ...partnerOptions(lab.url), ...shippedOptions, ...options };
  const floor: ActionFloor = { ...base.floor, config, clock: () => now, options: optionsFrom(all) };
  return {
    ...base,
    floor,
    lab,
    setClock: moment => {
      now = moment;
    },
    call: (words, more) => callOn(floor, words, more),
    messages: async () => {
      const rows = await floor.db.selectFrom('message').selectAll().orderBy('message_id').execute();
      return rows.map(row => `${row.channel} ${row.recipient} ${row.state} ${row.attempts} ${row.body}`);
    },
  };
}

function partnerOptions(url: string): Readonly<Record<string, string>> {
  return {
    MG_PARTNERID: MEGOGO_PARTNER,
    MG_PREFIX: 'ub_',
    OLLTV_LOGIN,
    OLLTV_PASSWORD,
    BTRX24_EXPORT_URL: `${url}/bitrix/crm`,
    BTRX24_POLLS_URL: `${url}/bitrix/polls`,
    OPHANIMFLOW_URLS: `${url}/ophanim`,
  };
}

function writeConfig(home: string, url: string): void {
  mkdirSync(join(home, 'plays/actions'), { recursive: true });
  const settings = {
    plays_path: ['plays'],
    sms: { gateway: 'turbosms' },
    turbosms: { base_url: `${url}/turbosms`, token: TURBOSMS_TOKEN, sender: 'Lab' },
    notifications: { telegram: { base_url: `${url}/telegram`, token: TELEGRAM_TOKEN } },
    smtp: { host: '127.0.0.1', port: 1 },
    megogo: { base_url: `${url}/megogo` },
    olltv: { base_url: `${url}/olltv` },
  };
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify(settings), { mode: 0o600 });
}
