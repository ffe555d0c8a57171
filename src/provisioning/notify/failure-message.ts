import { createHash } from 'node:crypto';
import type { NotifyContext } from './context.ts';
import { failureHtml } from './failure-html.ts';
import { failureReport } from './failure-report.ts';
import { failureText } from './failure-text.ts';
import type { Message } from './message.ts';
import type { Notification } from './notification.ts';

/** The message of a queued notification, written from what is known of its run now. */
export async function failureMessage(context: NotifyContext, notification: Notification): Promise<Message> {
  const { provision_id, recipient, subject } = notification;
  const report = await failureReport(context, provision_id);
  return {
    key: keyOf(notification),
    recipient,
    subject,
    text: failureText(report),
    html: failureHtml(report),
    report,
  };
}

/** Two operators' runs have the same numbers; when they were queued tells them apart. */
function keyOf({ provision_id, kind, recipient, created }: Notification): string {
  const digest = createHash('sha256').update(`${kind} ${recipient} ${created}`).digest('hex').slice(0, 16);
  return `run-${provision_id}.${digest}`;
}
