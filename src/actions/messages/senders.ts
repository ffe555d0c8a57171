/** How a message of each channel leaves: SMS and Telegram by plays, mail by SMTP. */
import { OmnicrmError } from '../../errors.ts';
import { html } from '../../provisioning/notify/html.ts';
import { sendMail } from '../../provisioning/notify/send-mail.ts';
import { configRedactor } from '../../provisioning/config-redactor.ts';
import type { ActionContext } from '../action.ts';
import type { PlayAnswer, Plays } from '../plays/open-plays.ts';
import type { QueuedMessage, Try } from './message-queue.ts';
import type { Channel } from './queue-messages.ts';

const MAIL_LIMIT_MS = 30_000;

type SendOne = (context: ActionContext, plays: Plays, message: QueuedMessage) => Promise<Try>;

export const senders: Readonly<Record<Channel, SendOne>> = {
  telegram: async (_context, plays, message) => {
    return tryOf('telegram', await plays.call('send-telegram', variablesOf(message)));
  },
  email: sendOneMail,
  sms: async ({ config }, plays, message) => {
    const gateway = config.sms.gateway;
    return tryOf(gateway, await plays.call(`send-sms-${gateway}`, variablesOf(message)));
  },
};

/** `message_key` is the same at every try, for gateways that know repetitions by it. */
function variablesOf({ message_id, recipient, body, created }: QueuedMessage): Readonly<Record<string, string>> {
  return { recipient, text: body, message_key: `omnicrm-${message_id}-${Date.parse(created)}` };
}

/** A play that ends well has sent it; one that fails tells by the fact `refused` that no later try will do better. */
function tryOf(gateway: string, answer: PlayAnswer): Try {
  const { state, reason } = answer;
  if (state === 'not set up') return { state, reason };
  if (state === 'failed') return { state: answer.fact('refused') === true ? 'refused' : 'down', reason, gateway };
  return { state: 'sent', gateway, externalId: answer.text('gateway_id') };
}

async function sendOneMail({ config, signal }: ActionContext, _plays: Plays, message: QueuedMessage): Promise<Try> {
  const { message_id, recipient, subject, body } = message;
  const mail = {
    key: `message-${message_id}-${Date.parse(message.created)}`,
    recipient,
    subject: subject ?? '',
    text: body,
    html: html`<p style="white-space:pre-wrap">${body}</p>`.html,
    report: undefined,
  };
  try {
    await sendMail(config, mail, AbortSignal.any([signal, AbortSignal.timeout(MAIL_LIMIT_MS)]));
    return { state: 'sent', gateway: config.smtp.host };
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    const reason = configRedactor(config).text(error.message);
    return { state: error.code === 'E_DECLINED' ? 'refused' : 'down', reason, gateway: config.smtp.host };
  }
}
