import { hostname } from 'node:os';
import { Socket } from 'node:net';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { SmtpConfig } from '../../config.ts';
import { OmnicrmError, type ErrorCode } from '../../errors.ts';
import type { Message, Receipt } from './message.ts';

/** One mail with text and HTML to all addresses of the recipient, by SMTP. Throws as a `Sender` does. */
export async function sendMail(
  { smtp }: { readonly smtp: SmtpConfig },
  message: Message,
  signal: AbortSignal,
): Promise<Receipt> {
  const { default: nodemailer } = await import('nodemailer');
  const socket = new Socket({ signal });
  const transport = nodemailer.createTransport(transportOptions(smtp, socket));
  try {
    return receiptOf(await transport.sendMail(mailOf(smtp, message)));
  } catch (error) {
    const sent = socket.bytesWritten > Buffer.byteLength(message.text + message.html);
    throw refusal(smtp, error, { sent, late: signal.aborted });
  } finally {
    transport.close();
  }
}

/** The signal ends the socket itself, whatever SMTP waits for. */
function transportOptions(smtp: SmtpConfig, socket: Socket): SMTPTransport.Options {
  const { host, port, user, password = '' } = smtp;
  return {
    host,
    port,
    socket,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...securityOf(smtp),
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
  };
}

/** `auto`: no TLS within this host, where nobody listens and certificates fit no name; elsewhere no password without TLS. */
function securityOf({ secure, host, user }: SmtpConfig): SMTPTransport.Options {
  if (secure === 'tls') return { secure: true };
  if (secure === 'starttls') return { requireTLS: true };
  if (secure === 'none' || /^(localhost|127\.[\d.]+|::1)$/i.test(host)) return { ignoreTLS: true };
  return { requireTLS: user !== undefined };
}

/** RFC 3834: no vacation notice comes back. */
function mailOf(smtp: SmtpConfig, { key, recipient, subject, text, html }: Message): SMTPTransport.MailOptions {
  const from = smtp.from ?? `omnicrm <omnicrm@${hostname()}>`;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? hostname();
  const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
  return { from, to: recipient, subject, text, html, messageId: `<${key}@${domain}>`, headers };
}

function receiptOf({ response, rejected }: SMTPTransport.SentMessageInfo): Receipt {
  if (rejected.length === 0) return { reply: response };
  return { reply: response, warning: `refused for ${rejected.map(String).join(', ')}` };
}

/** What nodemailer tells of a failure. */
interface SmtpFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** `sent`: as much left this host as the mail is long, so that nobody knows whether the server has it. */
function refusal(
  { host, port }: SmtpConfig,
  error: unknown,
  { sent, late }: { sent: boolean; late: boolean },
): OmnicrmError {
  const failure: SmtpFailure = error instanceof Error ? error : new Error(String(error));
  const reason = late ? 'it did not answer in time' : failure.message;
  const doubt = sent && failure.responseCode === undefined ? '; the mail may have been sent all the same' : '';
  const message = `the mail server ${host}:${port} did not take the mail: ${reason}${doubt}`;
  return new OmnicrmError(codeOf(failure), message, { cause: error });
}

/** 5yz about sender, recipients or content will be said again at every try. */
function codeOf({ code, responseCode = 0 }: SmtpFailure): ErrorCode {
  if (code === 'EAUTH') return 'E_NOT_ALLOWED';
  return responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE') ? 'E_DECLINED' : 'E_BACKEND_DOWN';
}
