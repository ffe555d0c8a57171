import { randomUUID } from 'node:crypto';
import type { SmtpConfig } from '../../config.ts';
import { html } from '../../provisioning/notify/html.ts';
import type { Message } from '../../provisioning/notify/message.ts';

/** What a forgotten password needs: where its owner chooses another, and how mail leaves. */
export interface PasswordReset {
  /** The portal's page; the token stands behind its `#`, which no server and no log sees. */
  readonly url: string;
  readonly smtp: SmtpConfig;
}

/** The mail with the token, which is good once and for half an hour. */
export function resetLetter({ url }: PasswordReset, recipient: string, token: string): Message {
  const link = `${url}#token=${token}`;
  const first = 'Somebody, probably you, asked for a new password. Choose it within half an hour at this address:';
  const last = 'If it was not you, leave this mail alone: nothing has changed.';
  return {
    key: `password-reset.${randomUUID()}`,
    recipient,
    subject: 'A new password',
    text: `${first}\n\n${link}\n\n${last}\n`,
    html: html`<p>${first}</p>
      <p><a href="${link}">${link}</a></p>
      <p>${last}</p>`.html,
    report: undefined,
  };
}
