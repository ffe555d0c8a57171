import type { DatabaseTransaction } from '../../store/schema.ts';
import type { ActionContext } from '../action.ts';
import { isLastDayOfMonth } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { inBatches } from '../in-batches.ts';
import { chargeOnce } from '../ledger/charge-once.ts';
import { done, skipped } from '../reply.ts';

export const visorcharge = defineAction({
  name: 'visorcharge',
  summary: 'On the last day of the month move what camera accounts lack for their fee from the main account.',
  gate: { VISOR_ENABLED: 'ERROR: VISOR DISABLED' },
  period: 'month',
  run: {
    handler: async context => {
      if (!isLastDayOfMonth(context.today)) return skipped('OK:VISOR_SKIP', 'not the last day');
      await inBatches(context, await chargedCameras(context), async (tx, cameraId) => {
        const camera = await cameraOf(tx, cameraId);
        if (camera !== undefined) await fill(context, tx, camera);
      });
      return done('OK:VISORCHARGE');
    },
  },
});

type Camera = NonNullable<Awaited<ReturnType<typeof cameraOf>>>;

async function chargedCameras({ db }: ActionContext): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('camera as c')
    .innerJoin('camera_owner as o', 'o.camera_owner_id', 'c.camera_owner_id')
    .select('c.camera_id')
    .where('o.charge_cameras', '=', 1)
    .orderBy('o.camera_owner_id')
    .orderBy('c.camera_id')
    .execute();
  return rows.map(row => row.camera_id);
}

/** A camera with an account of its own that is not frozen, with its owner's main account, as they are now, while that is open. */
async function cameraOf(tx: DatabaseTransaction, cameraId: number) {
  return tx
    .selectFrom('camera as c')
    .innerJoin('camera_owner as o', 'o.camera_owner_id', 'c.camera_owner_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'c.subscriber_id')
    .innerJoin('subscriber as main', 'main.subscriber_id', 'o.primary_subscriber_id')
    .innerJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['c.camera_id', 'o.camera_owner_id', 's.subscriber_id', 's.balance_minor', 's.credit_minor', 't.fee_minor'])
    .select(['main.subscriber_id as main_id', 'main.balance_minor as main_balance', 'main.credit_minor as main_credit'])
    .where('c.camera_id', '=', cameraId)
    .where('s.frozen', '=', 0)
    .where('main.closed', 'is', null)
    .whereRef('s.subscriber_id', '<>', 'main.subscriber_id')
    .executeTakeFirst();
}

/** Both halves or none. */
async function fill(context: ActionContext, tx: DatabaseTransaction, camera: Camera): Promise<void> {
  const lack = camera.fee_minor - camera.balance_minor - camera.credit_minor;
  if (lack <= 0) return;
  const onlySolvent = context.options.text('VISOR_CHARGE_MODE') === '2';
  if (onlySolvent && camera.main_balance - lack < -camera.main_credit) return context.count('refused');
  const subject = `camera:${camera.camera_id}`;
  const note = `VISORCHARGE:${camera.camera_id}`;
  const taken = await chargeOnce(context, tx, { ownerId: camera.main_id, amountMinor: -lack, note, subject });
  if (!taken) return;
  const push = {
    ownerId: camera.subscriber_id,
    amountMinor: lack,
    note: `VISORPUSH:${camera.camera_owner_id}`,
    subject,
  };
  await chargeOnce(context, tx, { ...push, kind: 'correction' });
}
