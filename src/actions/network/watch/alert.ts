import { splitWords } from '../../../engine/modules/process/split-words.ts';
import { OmnicrmError } from '../../../errors.ts';
import type { ActionContext } from '../../action.ts';
import { runProgram } from '../programs/run-program.ts';
import { listOf } from './list-of.ts';
import type { WatchSettings } from './read-settings.ts';

/** A task that fired. */
export interface Firing {
  readonly name: string;
  /** Words: log, email, telegram (chat,chat), sms {phone,phone}, script [command], oldresult, andresult. */
  readonly action: string;
  readonly last: string;
  readonly now: string;
}

type Channel = 'sms' | 'telegram' | 'email';

/** Does what the task's words say. Throws E_INPUT for a task without any. */
export async function alert(context: ActionContext, settings: WatchSettings, firing: Firing): Promise<void> {
  const { action } = firing;
  if (action === '') throw new OmnicrmError('E_INPUT', 'no action to take');
  const notice = noticeOf(firing);
  if (action.includes('log')) context.tell(`WATCHDOG NOTIFY THAT \`${notice}\``);
  const body = `${settings.alert} ${notice}`.trim();
  for (const [channel, recipients] of recipientsOf(settings, action)) await queue(context, channel, recipients, body);
  const command = /script.*?\[([^\]]+)\]/s.exec(action)?.[1];
  if (command !== undefined) await runCommand(context, command);
}

/** The task's name, and the values when they are wanted. */
function noticeOf({ name, action, last, now }: Firing): string {
  return [name, ...(action.includes('oldresult') ? [last] : []), ...(action.includes('andresult') ? [now] : [])].join(
    ' ',
  );
}

function recipientsOf(settings: WatchSettings, action: string): readonly (readonly [Channel, readonly string[]])[] {
  const named = (pattern: RegExp): readonly string[] => listOf(pattern.exec(action)?.[1] ?? '');
  const chats = action.includes('no_tg_primary') ? [] : settings.chats;
  const phones = action.replace('no_tg_primary', '').includes('noprimary') ? [] : settings.phones;
  return [
    ['email', action.includes('email') ? settings.emails : []],
    ['telegram', action.includes('telegram') ? [...chats, ...named(/\(([^)]*)\)/)] : []],
    ['sms', action.includes('sms') && !settings.isSmsSilent ? [...phones, ...named(/\{([^}]*)\}/)] : []],
  ];
}

async function queue(
  context: ActionContext,
  channel: Channel,
  recipients: readonly string[],
  body: string,
): Promise<void> {
  const moment = context.now.toISOString();
  const rows = recipients.map(recipient => {
    return {
      channel,
      recipient,
      subject: channel === 'email' ? body : null,
      body,
      source: 'WATCHDOG',
      created: moment,
      last_modified: moment,
    };
  });
  if (rows.length === 0) return;
  await context.transaction(tx => tx.insertInto('message').values(rows).execute());
  context.count('messages', rows.length);
  context.changed(rows.length);
}

async function runCommand({ signal }: ActionContext, command: string): Promise<void> {
  const [program = '', ...args] = splitWords(command);
  await runProgram(program, args, { signal, hint: 'a task of the watchdog runs it' });
}
