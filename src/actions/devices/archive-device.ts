import { OmnicrmError } from '../../errors.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ActionContext } from '../action.ts';
import { askDevice, type AskedDevice, type DeviceReply } from './ask-device.ts';

const DEVICE_SECONDS = 120;

/** A device whose configuration is saved. */
type ArchivedDevice = Awaited<ReturnType<typeof archivedDevices>>[number];

/** The active ones with an address. */
export async function archivedDevices({ db }: ActionContext) {
  const rows = await db
    .selectFrom('device_login as l')
    .innerJoin('switch as s', 's.switch_id', 'l.switch_id')
    .leftJoin('device_method as m', 'm.switch_model_id', 's.switch_model_id')
    .selectAll('l')
    .select(['s.ip', 'm.profile', 'm.transport'])
    .where('l.active', '=', 1)
    .orderBy('l.switch_id')
    .execute();
  return rows.flatMap(({ ip, ...row }) => (ip ? [{ ...row, ip }] : []));
}

/** Saves one; what goes wrong with it is told and counted. Throws when the run itself is over. */
export async function archiveDevice(context: ActionContext, device: ArchivedDevice): Promise<void> {
  context.signal.throwIfAborted();
  try {
    await save(context, device, await askDevice(askedOf(context, device), context.signal));
    context.count('saved');
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof OmnicrmError) || !['E_BACKEND_DOWN', 'E_CONFIG'].includes(error.code)) throw error;
    context.count('failed');
    context.tell(`ENVY (${device.ip}) ${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`);
  }
}

function askedOf({ config, db, options }: ActionContext, device: ArchivedDevice): AskedDevice {
  if (device.profile === null) throw new OmnicrmError('E_CONFIG', 'its model has no device profile');
  const opened = (sealed: string | null): string => (sealed ? sealerOf(db).open(sealed) : '');
  const transport = device.transport === 'ssh' ? 'ssh' : 'telnet';
  const believesNew = device.host_key === null || options.isOn('ENVY_ACCEPT_NEW_KEYS');
  return {
    home: config.home,
    profile: device.profile,
    transport,
    ip: device.ip,
    port: device.port ?? { ssh: 22, telnet: 23 }[transport],
    hostKey: believesNew ? undefined : (device.host_key ?? undefined),
    seconds: options.digits('ENVY_TIMEOUT', DEVICE_SECONDS) || DEVICE_SECONDS,
    login: device.login ?? '',
    password: opened(device.password),
    enablePassword: opened(device.enable_password),
    custom: opened(device.custom),
  };
}

/** Configurations hold passwords: they are sealed. */
async function save(
  context: ActionContext,
  { switch_id }: ArchivedDevice,
  { config, hostKey }: DeviceReply,
): Promise<void> {
  await context.transaction(async tx => {
    const row = { switch_id, saved: context.now.toISOString(), config: sealerOf(tx).seal(config) };
    await tx.insertInto('device_config').values(row).execute();
    if (hostKey !== undefined)
      await tx.updateTable('device_login').set({ host_key: hostKey }).where('switch_id', '=', switch_id).execute();
  });
  context.changed(1);
}
