/** A home with subscribers who are charged in many ways, and a configuration under which every line of the crontab works. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importUbilling } from '../../../src/actions/import-ubilling/import-dump.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { Database } from '../../../src/store/schema.ts';
import { addDays } from '../../../src/actions/calendar.ts';
import type { SimulatedSwitch } from '../../../src/lab/switch/switches.ts';
import { TELEGRAM_TOKEN } from '../../../src/lab/thirdparty/telegram.ts';
import { TURBOSMS_TOKEN } from '../../../src/lab/thirdparty/turbosms.ts';

export interface MonthHome {
  readonly home: string;
  readonly db: Database;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly thirdParties: string;
  readonly snmpPort: number;
}

/** Switches that live; the fixture names them. */
export const switches: readonly SimulatedSwitch[] = ['127.0.4.1', '127.0.4.2'].map(address => ({
  address,
  fdb: [{ mac: '02:00:00:00:00:0b', port: 1 }],
}));

/** Makes it as of the day before `from`. */
export async function makeMonthHome(
  subscribers: number,
  from: string,
  days: number,
  around: Surroundings,
): Promise<MonthHome> {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-month-'));
  mkdirSync(join(home, 'snmp'));
  const fping = join(home, 'fping');
  writeFileSync(fping, '#!/bin/sh\nwhile read address; do echo "$address is alive"; done\n');
  chmodSync(fping, 0o700);
  writeFileSync(join(home, 'crm_config.yaml'), JSON.stringify(settings(fping, around)), { mode: 0o600 });
  const db = await openDatabase(join(home, 'omnicrm.db'), { keyFile: join(home, 'seal.key') });
  await importUbilling(db, dump(subscribers, from, days), { now: new Date(`${addDays(from, -1)}T12:00:00`) });
  await queueTexts(db, subscribers, from);
  return {
    home,
    db,
    close: async () => {
      await db.destroy();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** For senddog, one for every tenth subscriber. */
async function queueTexts(db: Database, subscribers: number, from: string): Promise<void> {
  const created = new Date(`${addDays(from, -1)}T12:00:00`).toISOString();
  const rows = Array.from({ length: Math.ceil(subscribers / 10) }, (_, n) => {
    const recipient = `+38050${String(n).padStart(7, '0')}`;
    return { channel: 'sms', recipient, body: `text ${n}`, source: 'month', created, last_modified: created };
  });
  await db.insertInto('message').values(rows).execute();
}

function settings(fping: string, { thirdParties, snmpPort }: Surroundings): object {
  const gates = ['FASTPING', 'WATCHDOG', 'SENDDOG', 'DEALWITHIT', 'EXHORSE', 'NASMON', 'MTSIGMON', 'PON', 'MULTIGEN'];
  return {
    alter: {
      ...Object.fromEntries(gates.map(name => [`${name}_ENABLED`, 1])),
      FEES_HARVESTER: 1,
      VSERVICES_AS_PAYMENTS: 1,
      VSERVICES_CASHTYPEID: 1,
      FPING_PATH: fping,
      SNMP_PORT: snmpPort,
    },
    sms: { gateway: 'turbosms' },
    turbosms: { base_url: `${thirdParties}/turbosms`, token: TURBOSMS_TOKEN, sender: 'Lab' },
    notifications: { telegram: { base_url: `${thirdParties}/telegram`, token: TELEGRAM_TOKEN } },
  };
}

/** Everybody has the monthly service, every third the daily one; every fourth gets money planned on some day. */
async function* dump(subscribers: number, from: string, days: number): AsyncGenerator<string> {
  yield `INSERT INTO tariffs (name,Fee,period) VALUES ('Home',250,'month');
    INSERT INTO tagtypes (id,tagname) VALUES (1,'static'),(2,'iptv');
    INSERT INTO vservices (id,tagid,price,cashtype,priority,fee_charge_always,charge_period_days,exclude_tags,archived)
      VALUES (1,1,30,'stargazer',6,1,30,'',0),(2,2,5.55,'stargazer',1,1,30,'',0);
    INSERT INTO networks (id,startip,endip,\`desc\`,nettype,use_radius) VALUES (1,'10.0.0.1','10.0.255.254','10.0.0.0/16','dhcpstatic',0);
    INSERT INTO nas (netid,nasip,nasname,nastype,bandw,options) VALUES (1,'127.0.4.9','NAS','rscriptd','','');
    INSERT INTO switchmodels (id,modelname,ports,snmptemplate) VALUES (1,'M',8,'none');`;
  for (const [index, { address }] of switches.entries()) {
    yield `INSERT INTO switches (id,modelid,ip,\`desc\`,location,snmp) VALUES (${index + 1},1,'${address}','SWPOLL','x','public');`;
  }
  for (let n = 1; n <= subscribers; n++) {
    const ip = `10.0.${Math.floor(n / 250)}.${(n % 250) + 1}`;
    yield `INSERT INTO users (login,Password,Passive,Down,AlwaysOnline,Tariff,Credit,CreditExpire,IP,Cash)
      VALUES ('s${n}','p',0,0,1,'Home',0,0,'${ip}',${(n % 40) * 10});
      INSERT INTO tags (tagid,login) VALUES (1,'s${n}');`;
    if (n % 3 === 0) yield `INSERT INTO tags (tagid,login) VALUES (2,'s${n}');`;
    if (n % 4 === 0) {
      const due = addDays(from, n % days);
      yield `INSERT INTO dealwithit (id,date,login,action,param,note) VALUES (${n},'${due}','s${n}','addcash','7.5|1','planned');`;
    }
  }
}
