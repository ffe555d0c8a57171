import type { Database } from '../../../store/schema.ts';
import { listOf } from './list-of.ts';

/** The watchdog's settings, under the names that Ubilling keeps them by. */
export interface WatchSettings {
  /** The words before each message. */
  readonly alert: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly chats: readonly string[];
  /** Nothing is looked at. */
  readonly isMaintenance: boolean;
  readonly isSmsSilent: boolean;
}

export async function readSettings(db: Database): Promise<WatchSettings> {
  const rows = await db.selectFrom('setting').selectAll().where('setting_name', 'like', 'WATCHDOG%').execute();
  const values = new Map(rows.map(({ setting_name, value }) => [setting_name.replace('WATCHDOG_', ''), value]));
  const isOn = (name: string): boolean => !['', '0', undefined].includes(values.get(name));
  return {
    alert: values.get('ALERT') ?? '',
    phones: listOf(values.get('PHONES') ?? ''),
    emails: listOf(values.get('EMAILS') ?? ''),
    chats: listOf(values.get('TELEGRAM') ?? ''),
    isMaintenance: isOn('MAINTENANCE'),
    isSmsSilent: isOn('SMSSILENCE'),
  };
}
