import type { ActionContext, HandlerReply } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { waitingMessages } from './message-queue.ts';
import type { SentCounts } from './send-waiting.ts';

export const senddog = defineAction({
  name: 'senddog',
  summary:
    'Send what waits in the queue: SMS, Telegram, mail. What a gateway does not take stays there and is tried again.',
  params: { param: optionalText({ summary: 'chkmsgstatuses: ask the gateways what became of SMS sent before' }) },
  gate: { SENDDOG_ENABLED: 'ERROR:SENDDOG_DISABLED' },
  lock: { overlap: 'skip', busy: 'WARNING:SENDDOG_ALREADY_RUNING' },
  changes: 'outside',
  run: {
    handler: async (context, { param }) => {
      if (param === 'chkmsgstatuses') return checkStatuses(context);
      const { sms, telegram, email } = await waitingMessages(context.db);
      const mailer = context.options.isOn('SMS_SERVICES_ADVANCED_PHPMAILER_ON') ? ' PHPEML `0`' : '';
      const text = `OK:SENDDOG SMS \`${sms}\` TLG \`${telegram}\` EML \`${email}\`${mailer}`;
      if (sms + telegram + email === 0) return done(text);
      const { sendWaiting } = await import('./send-waiting.ts');
      return done(text, reasonOf(await sendWaiting(context)));
    },
  },
});

const DAYS_ASKED = 3;

async function checkStatuses(context: ActionContext): Promise<HandlerReply> {
  if (!context.options.isOn('SMS_HISTORY_ON')) return done('OK:SENDDOG SMS HISTORY DISABLED');
  const { checkDelivery } = await import('./check-delivery.ts');
  await checkDelivery(context, context.options.digits('SMS_CHECKSTATUS_EXPIRE_DAYS', DAYS_ASKED));
  return done('OK:SENDDOG SMS STATUS CHECK PROCESSED');
}

function reasonOf({ down, refused, 'not set up': unset }: SentCounts): string | undefined {
  const parts = [
    down > 0 ? `${down} not taken: tried again later` : '',
    refused > 0 ? `${refused} refused: given up` : '',
    unset > 0 ? `${unset} wait for a gateway that is not set up` : '',
  ].filter(part => part !== '');
  return parts.length === 0 ? undefined : parts.join('; ');
}
