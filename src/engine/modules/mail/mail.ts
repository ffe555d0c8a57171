import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../../module.ts';
import { FileProblem, reportingProblems } from '../shared/file-problem.ts';
import { integerArgument, optionalText, textArgument, textsArgument } from '../shared/read-arguments.ts';
import { addressOf } from './address-of.ts';
import { composeMessage } from './compose-message.ts';
import { SmtpSession, type SmtpSecurity } from './smtp-session.ts';

/**
 * `community.general.mail`: sends one message by SMTP. `secure: try`, the default, takes TLS where the server speaks it;
 * as Ansible's module it does not ask who signed the server's certificate.
 */
export const mail: Module = {
  name: 'community.general.mail',
  effect: 'once',
  spec: {
    sender: { type: 'str', default: 'root', aliases: ['from'] },
    to: { type: 'list', elements: 'str', default: ['root'], aliases: ['recipients'] },
    cc: { type: 'list', elements: 'str', default: [] },
    bcc: { type: 'list', elements: 'str', default: [] },
    subject: { type: 'str', required: true, aliases: ['msg'] },
    body: { type: 'str' },
    host: { type: 'str', default: 'localhost' },
    port: { type: 'int', default: 25 },
    ehlohost: { type: 'str' },
    username: { type: 'str' },
    password: { type: 'str', noLog: true },
    attach: { type: 'list', elements: 'path', default: [] },
    headers: { type: 'list', elements: 'str', default: [] },
    charset: { type: 'str', default: 'utf-8' },
    subtype: { type: 'str', default: 'plain', choices: ['html', 'plain'] },
    secure: { type: 'str', default: 'try', choices: ['always', 'never', 'starttls', 'try'] },
    timeout: { type: 'int', default: 20 },
    message_id_domain: { type: 'str', default: 'ansible' },
  },
  rules: { requiredTogether: [['password', 'username']] },
  checkMode: 'skip',
  run: (args, context) => reportingProblems(() => sendMail(args, context)),
};

async function sendMail(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const message = await composeMessage(args, context);
  const session = await openSession(args, context);
  try {
    await logIn(session, args, context);
    const info = await deliver(session, message, args);
    return resultOf(info, context);
  } finally {
    session.quit();
  }
}

function openSession(args: ModuleArguments, context: ModuleContext): Promise<SmtpSession> {
  const name = optionalText(args, 'ehlohost');
  return SmtpSession.open({
    host: textArgument(args, 'host'),
    port: integerArgument(args, 'port'),
    ...(name === null ? {} : { name }),
    timeoutMs: integerArgument(args, 'timeout') * 1000,
    security: textArgument(args, 'secure') as SmtpSecurity,
    signal: context.signal,
  });
}

async function logIn(session: SmtpSession, args: ModuleArguments, context: ModuleContext): Promise<void> {
  const [user, password] = [optionalText(args, 'username') ?? '', optionalText(args, 'password') ?? ''];
  if (user === '' || password === '') return;
  await session.logIn(user, password);
  if (!session.encrypted) context.warn('Username and Password was sent without encryption');
}

async function deliver(session: SmtpSession, message: Buffer, args: ModuleArguments): Promise<SMTPConnectionSendInfo> {
  const written = ['bcc', 'to', 'cc'].flatMap(option => textsArgument(args, option));
  const to = [...new Set(written.map(text => addressOf(text).address))];
  try {
    return await session.send({ from: addressOf(textArgument(args, 'sender')).address, to }, message);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new FileProblem(`Failed to send mail to '${to.join(', ')}': ${error.message}`, { rc: 1 });
  }
}

/** Some recipients refused are a warning each; all of them refused is a failure, told by `deliver`. */
function resultOf({ rejectedErrors = [] }: SMTPConnectionSendInfo, context: ModuleContext): ModuleResult {
  const refused = rejectedErrors.map(({ recipient = '', responseCode = 0, response = '' }) => {
    context.warn(`Failed to send mail to '${recipient}': ${response}`);
    return [recipient, [responseCode, response]] as const;
  });
  const msg = refused.length === 0 ? 'Mail sent successfully' : 'Failed to send mail to at least one recipient';
  return { changed: false, msg, result: Object.fromEntries(refused) };
}
