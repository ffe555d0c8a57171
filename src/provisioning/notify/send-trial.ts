import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../../config.ts';
import { OmnicrmError } from '../../errors.ts';
import { configRedactor } from '../config-redactor.ts';
import { senders } from './deliver.ts';
import { html } from './html.ts';
import type { Receipt } from './message.ts';
import type { NotificationTarget } from './targets.ts';

const LIMIT_MS = 20_000;

/** Sends a message that tells of no run, to see whether it arrives. Throws as the senders do, secrets masked. */
export async function sendTrial(config: Config, target: NotificationTarget, signal: AbortSignal): Promise<Receipt> {
  const text = `This is a trial message of omnicrm on ${hostname()}. Messages about failed runs come here.`;
  const message = {
    key: `trial.${randomUUID()}`,
    recipient: target.recipient,
    subject: '[omnicrm] Trial message',
    text: `${text}\n`,
    html: html`<p>${text}</p>`.html,
    report: undefined,
  };
  try {
    return await senders[target.kind](config, message, AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]));
  } catch (error) {
    if (!(error instanceof OmnicrmError)) throw error;
    throw new OmnicrmError(error.code, configRedactor(config).text(error.message), { cause: error });
  }
}
