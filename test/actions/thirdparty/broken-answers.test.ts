/** Whatever a third party does instead of answering, nothing counts as done, and the next run does it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../src/lab/thirdparty/start-third-parties.ts';
import { NOON } from '../action-floor.ts';
import { type MessageFloor, openMessageFloor } from '../messages/message-floor.ts';

const failures: readonly Failure[] = ['reset', 'deaf', 'half', 'garbage', 500, 404, 204];

interface Party {
  readonly options: Readonly<Record<string, string>>;
  readonly sql?: string;
  /** Calls it, and gives what counts as done. */
  readonly call: (floor: MessageFloor, again: boolean) => Promise<unknown>;
  readonly undone: unknown;
  readonly done: unknown;
  /** Failures that are good answers to it. */
  readonly fine?: readonly Failure[];
}

const message = { source: 'test', created: NOON.toISOString(), last_modified: NOON.toISOString() };

/** A message of a channel, sent by a gateway: its state. */
function sending(channel: string, recipient: string): Pick<Party, 'call' | 'undone' | 'done'> {
  return {
    undone: ['queued'],
    done: ['sent'],
    call: async (floor, again) => {
      const { db } = floor.floor;
      if (!again)
        await db
          .insertInto('message')
          .values({ ...message, channel, recipient, body: 'hello' })
          .execute();
      if (again) floor.setClock(new Date(NOON.getTime() + 120_000));
      await floor.call('senddog');
      return (await db.selectFrom('message').select('state').execute()).map(({ state }) => state);
    },
  };
}

async function actives({ floor }: MessageFloor): Promise<number> {
  return (await floor.db.selectFrom('tv_subscription').selectAll().where('active', '=', 1).execute()).length;
}

const parties: Readonly<Record<string, Party>> = {
  turbosms: { options: {}, ...sending('sms', '+380501112233') },
  telegram: { options: {}, ...sending('telegram', '111111') },
  megogo: {
    options: { MG_ENABLED: '1' },
    sql: "INSERT INTO mg_subscribers (login,tariffid,actdate,active,`primary`,freeperiod) VALUES ('bob',1,'2026-10-01 00:00:00',1,1,0)",
    undone: ['ERROR:MGPROCESSING_FAILED', 1],
    done: ['bob UNSUB [1]\n', 0],
    call: async (floor, again) => {
      if (!again) floor.lab.megogo.subscribed.add('ub_bob mg1');
      return [(await floor.call('mgprocessing')).text, await actives(floor)];
    },
  },
  olltv: {
    options: { OLLTV_ENABLED: '1' },
    sql: "INSERT INTO ot_tariffs (id,name,alias,fee,period,main) VALUES (1,'base','base',50,'month',1); INSERT INTO ot_users (id,login,date,active,tariffid,addtariffid) VALUES (1,'bob',NOW(),1,1,0)",
    undone: 1,
    done: 0,
    call: async (floor, again) => {
      if (!again) floor.lab.olltv.bundles.add('bob base');
      await floor.call('olltvchargefee');
      return actives(floor);
    },
  },
  bitrix: {
    options: { BTRX24_ENABLED: '1' },
    undone: 'ERROR:BTRXUPD_FAILED',
    done: 'OK:BTRXUPD',
    fine: ['garbage'],
    call: async floor => (await floor.call('btrxupd')).text,
  },
  ophanim: {
    options: { OPHANIMFLOW_ENABLED: '1' },
    undone: ['ERROR:OPHANIMTRAFF_FAILED', 0],
    done: ['OK:OPHANIMTRAFF_DONE', 1],
    call: async floor => {
      floor.lab.ophanim.traffic['10.0.0.11'] = { dl: 1000, ul: 200 };
      const { text } = await floor.call('ophanimtraff');
      return [text, (await floor.floor.db.selectFrom('traffic_month').selectAll().execute()).length];
    },
  },
};

for (const [name, { options, sql, call, undone, done, fine = [] }] of Object.entries(parties)) {
  for (const failure of failures.filter(one => !fine.includes(one))) {
    test(`${name}: ${failure}`, async t => {
      const floor = await openMessageFloor(t, options, sql);
      floor.lab.fail(name, failure);
      assert.deepEqual(await call(floor, false), undone);
      floor.lab.fail(name, failure, 0);
      assert.deepEqual(await call(floor, true), done);
    });
  }
}
