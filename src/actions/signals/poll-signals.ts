import { OmnicrmError } from '../../errors.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext } from '../action.ts';
import { concurrently } from '../network/concurrently.ts';
import { askSignals, type ClientSignal } from './ask-signals.ts';
import { readSignalTemplate } from './signal-template.ts';

const DEVICES_AT_ONCE = 32;

/** A device that is asked for signals. */
export type SignalDevice = Awaited<ReturnType<typeof signalDevices>>[number];

/** Devices with a community whose description has this word. */
export async function signalDevices({ db }: ActionContext, word: string) {
  const rows = await db
    .selectFrom('switch as s')
    .innerJoin('switch_model as m', 'm.switch_model_id', 's.switch_model_id')
    .select(['s.switch_id', 's.ip', 's.location', 's.description', 's.snmp_read', 'm.snmp_template'])
    .orderBy('s.switch_id')
    .execute();
  return rows.flatMap(({ ip, snmp_read, snmp_template, ...row }) =>
    ip && snmp_read && snmp_template && row.description.includes(word)
      ? [{ ...row, ip, snmp_read, snmp_template }]
      : [],
  );
}

/** Asks them all and keeps what they told, a row for each client; one that does not answer is told and holds nothing up. */
export async function pollSignals(context: ActionContext, devices: readonly SignalDevice[]): Promise<void> {
  await concurrently(devices, DEVICES_AT_ONCE, async device => {
    const clients = await askOne(context, device);
    if (clients !== undefined) await keep(context, device, clients);
  });
}

async function askOne(context: ActionContext, device: SignalDevice): Promise<readonly ClientSignal[] | undefined> {
  const { config, options, signal } = context;
  const template = await readSignalTemplate(config.home, device.snmp_template);
  if (template === undefined) {
    context.count('without template');
    context.tell(`${device.ip}: there is no template of signals ${device.snmp_template}`);
    return undefined;
  }
  const target = {
    address: device.ip,
    community: sealerOf(context.db).open(device.snmp_read),
    port: options.digits('SNMP_PORT', 161),
  };
  try {
    return await askSignals(target, template, signal);
  } catch (error) {
    if (!(error instanceof OmnicrmError) || error.code !== 'E_BACKEND_DOWN') throw error;
    context.count('silent');
    context.tell(error.message);
    return undefined;
  }
}

async function keep(
  context: ActionContext,
  { switch_id }: SignalDevice,
  clients: readonly ClientSignal[],
): Promise<void> {
  const created = context.now.toISOString();
  const rows = new Map(
    clients.map(({ mac, rx, tx, distance }) => [mac, { switch_id, mac, created, rx_dbm: rx, tx_dbm: tx, distance }]),
  );
  await context.transaction(async tx => {
    for (const row of rows.values())
      await tx
        .insertInto('signal')
        .values(row)
        .onConflict(conflict => conflict.doUpdateSet(row))
        .execute();
  });
  context.count('signals', rows.size);
  context.changed(rows.size);
}
