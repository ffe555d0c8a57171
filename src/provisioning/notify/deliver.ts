import { OmnicrmError } from '../../errors.ts';
import { configRedactor } from '../config-redactor.ts';
import type { NotificationKind, NotifyContext } from './context.ts';
import { failureMessage } from './failure-message.ts';
import type { Receipt, Sender } from './message.ts';
import { nextTry } from './next-try.ts';
import { claimNotification, dueNotifications, finishTry, type Notification } from './notification.ts';
import { sendMail } from './send-mail.ts';
import { sendTelegram } from './send-telegram.ts';
import { sendWebhook } from './send-webhook.ts';

export interface DeliveryOptions {
  /** Rows taken at most (50). */
  readonly limit?: number;
  readonly provisionId?: number | undefined;
  /** Also what is not due yet, and what was given up. */
  readonly all?: boolean | undefined;
  /** For one message (20 000). */
  readonly timeoutMs?: number;
  /** Ends the pass after the message under way. */
  readonly leave?: AbortSignal;
  /** Ends it at once; what is under way counts as failed and is tried again. */
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
}

/** One try. */
export interface Delivery {
  readonly notification_id: number;
  readonly provision_id: number;
  readonly kind: NotificationKind;
  readonly recipient: string;
  /** `queued`: it failed and will be tried again. `failed`: given up. */
  readonly status: 'sent' | 'queued' | 'failed';
  readonly reply: string | null;
  readonly error: string | null;
  readonly next_try: string | null;
}

export const senders: Readonly<Record<NotificationKind, Sender>> = {
  mail: sendMail,
  webhook: sendWebhook,
  telegram: sendTelegram,
};

/**
 * Sends what is due, each message by one process at a time, at least once: a process that dies between sending and writing it
 * down leaves a message that is sent again. A recipient that cannot be reached ends the others' wait for it in this pass.
 * Throws E_DATABASE only: what was not sent is an item of the result.
 */
export async function deliverNotifications(context: NotifyContext, options: DeliveryOptions = {}): Promise<Delivery[]> {
  const { limit = 50, provisionId, all, clock = () => new Date() } = options;
  const due = await dueNotifications(context.db, { limit, now: clock(), provisionId, all });
  const passes = byRecipient(due).map(queue => deliverInTurn(context, queue, options));
  return (await Promise.all(passes)).flat();
}

function byRecipient(due: readonly Notification[]): Notification[][] {
  const queues = new Map<string, Notification[]>();
  for (const row of due) {
    const name = `${row.kind} ${row.recipient}`;
    queues.set(name, [...(queues.get(name) ?? []), row]);
  }
  return [...queues.values()];
}

async function deliverInTurn(
  context: NotifyContext,
  queue: readonly Notification[],
  options: DeliveryOptions,
): Promise<Delivery[]> {
  const done: Delivery[] = [];
  for (const row of queue) {
    if (options.signal?.aborted || options.leave?.aborted || done.at(-1)?.status === 'queued') break;
    const taken = await claimNotification(context.db, row, now(options));
    if (taken !== undefined) done.push(await tryOnce(context, taken, options));
  }
  return done;
}

async function tryOnce(context: NotifyContext, taken: Notification, options: DeliveryOptions): Promise<Delivery> {
  const receipt = await send(context, taken, options);
  const end =
    receipt instanceof OmnicrmError ? failedEnd(taken, receipt, now(options)) : sentEnd(taken, receipt, now(options));
  await finishTry(context.db, taken, end);
  const { notification_id, provision_id, kind, recipient } = taken;
  const { status, reply, next_try } = end;
  const error = status === 'sent' ? null : end.last_error;
  return { notification_id, provision_id, kind, recipient, status, reply, error, next_try };
}

/** A failure is a result here: it is written to the row. */
async function send(
  context: NotifyContext,
  taken: Notification,
  { timeoutMs = 20_000, signal }: DeliveryOptions,
): Promise<Receipt | OmnicrmError> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const message = await failureMessage(context, taken);
    const signals = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    return await senders[taken.kind](context.config, message, signals);
  } catch (error) {
    const { code, message } = asOmnicrmError(error);
    return new OmnicrmError(code, configRedactor(context.config).text(message), { cause: error });
  }
}

function asOmnicrmError(error: unknown): OmnicrmError {
  if (error instanceof OmnicrmError) return error;
  return new OmnicrmError('E_INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });
}

function sentEnd({ last_error }: Notification, { reply, warning }: Receipt, at: Date) {
  return { status: 'sent', next_try: null, last_error: warning ?? last_error, reply, sent: at.toISOString() } as const;
}

function failedEnd({ tries, created, reply }: Notification, error: OmnicrmError, at: Date) {
  const isFinal = error.code === 'E_DECLINED';
  const next = isFinal ? undefined : nextTry(tries, created, at);
  const status = next === undefined ? 'failed' : 'queued';
  return { status, next_try: next?.toISOString() ?? null, last_error: error.message, reply, sent: null } as const;
}

function now({ clock }: DeliveryOptions): Date {
  return clock?.() ?? new Date();
}
