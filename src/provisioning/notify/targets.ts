import type { Config } from '../../config.ts';
import type { NotificationKind } from './context.ts';

export interface NotificationTarget {
  readonly kind: NotificationKind;
  /** Mail addresses with commas between (one mail goes to all), a URL, or a chat's id. */
  readonly recipient: string;
}

/** Who is told about failed runs, as the configuration says. */
export function notificationTargets({ provisioning, notifications }: Config): readonly NotificationTarget[] {
  const { webhook, telegram } = notifications;
  const isTelegram = telegram.token !== undefined && telegram.chatId !== undefined;
  return [
    ...(provisioning.failureList.length > 0 ? [mailTo(provisioning.failureList)] : []),
    ...webhook.urls.map(recipient => ({ kind: 'webhook', recipient }) as const),
    ...(isTelegram ? [{ kind: 'telegram', recipient: telegram.chatId } as const] : []),
  ];
}

/** The target of one mail to several addresses. */
export function mailTo(addresses: readonly string[]): NotificationTarget {
  return { kind: 'mail', recipient: [...new Set(addresses)].join(', ') };
}
