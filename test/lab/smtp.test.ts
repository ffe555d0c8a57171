import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { FaultRule } from '../../src/lab/faults/rule.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { parseMail } from '../../src/lab/smtp/parse-mail.ts';
import { withLab } from './client.ts';

interface Login {
  readonly user: string;
  readonly pass: string;
}

async function send(lab: Lab, mail: SendMailOptions = {}, auth?: Login): Promise<string> {
  const { host, port } = lab.smtp;
  const transport = createTransport({ host, port, socketTimeout: 500, ...(auth && { auth }) });
  const { response } = await transport.sendMail({ from: 'a@lab', to: 'b@lab', subject: 'hello', text: 'x', ...mail });
  return response;
}

const arm = (lab: Lab, method: string, effect: FaultRule['effect']): string =>
  lab.fault({ match: { system: 'smtp', method }, effect });

describe("the lab's mail server", () => {
  it(
    'keeps mail with its headers and parts decoded',
    withLab({}, async lab => {
      const subject = `Réseau: défaut à l'abonné numéro ${'é'.repeat(40)}`;
      const text = `${'naïve = £ '.repeat(30)}\nend`;
      const reply = await send(lab, { to: ['b@lab', 'Zoë <c@lab>'], subject, text, html: '<p>“ok”</p>' });
      const [mail] = lab.smtp.messages;
      assert.deepEqual([mail?.from, mail?.to, mail?.subject], ['a@lab', ['b@lab', 'c@lab'], subject]);
      assert.equal(mail?.text.trimEnd(), text);
      assert.equal(mail?.html.trimEnd(), '<p>“ok”</p>');
      assert.match(mail?.headers['to'] ?? '', /Zoë/);
      assert.match(mail?.raw ?? '', /^Content-Type: multipart\/alternative/m);
      assert.match(reply, new RegExp(`^250 .*${mail?.message_id}`));
      assert.deepEqual(
        lab.journal.entries({ system: 'smtp' }).map(({ method, status }) => `${method} ${status}`),
        ['CONNECT 220', 'MAIL 250', 'RCPT 250', 'RCPT 250', 'DATA 250'],
      );
    }),
  );

  it(
    'wants the login it was given, and shows no password',
    withLab({ smtp: { user: 'crm', password: 'hush-hush-9' } }, async lab => {
      await assert.rejects(send(lab), /530/);
      await assert.rejects(send(lab, {}, { user: 'crm', pass: 'wrong' }), /535/);
      await send(lab, {}, { user: 'crm', pass: 'hush-hush-9' });
      assert.equal(lab.smtp.messages.length, 1);
      assert.equal(JSON.stringify([lab.journal.entries({ reveal: true }), lab.state()]).includes('hush-hush-9'), false);
    }),
  );

  const refusals = [
    ['CONNECT', { status: { code: 421, body: 'too busy' } }, /421.*too busy/],
    ['MAIL', { status: { code: 451 } }, /451/],
    ['RCPT', { status: { code: 550, body: 'no such user' } }, /550.*no such user/],
    ['DATA', { status: { code: 554 } }, /554/],
    ['DATA', { reset: 'headers' }, /ECONNRESET|closed/],
    ['DATA', { hang: true }, /timeout/i],
  ] as const;
  for (const [verb, effect, message] of refusals) {
    it(
      `refuses at ${verb} under ${JSON.stringify(effect)}`,
      withLab({}, async lab => {
        arm(lab, verb, effect);
        await assert.rejects(send(lab), message);
        assert.equal(lab.smtp.messages.length, 0);
        await lab.clearFaults();
        await send(lab);
        assert.equal(lab.smtp.messages.length, 1);
      }),
    );
  }

  it(
    'can take a mail and lose the connection before it says so, or say so and lose the mail',
    withLab({}, async lab => {
      arm(lab, 'DATA', { reset: 'headers', commit: true });
      await assert.rejects(send(lab));
      assert.equal(lab.smtp.messages.length, 1);
      await lab.clearFaults();
      arm(lab, 'DATA', { drop: true });
      await send(lab);
      assert.equal(lab.smtp.messages.length, 1);
    }),
  );

  it(
    'is dead under mail-dead and slow under latency, and mail counts in the digest only where asked for',
    withLab({}, async lab => {
      const digests = (): string[] => [lab.digest(), lab.digest(['smtp'])];
      const before = digests();
      lab.faultSet('mail-dead');
      await assert.rejects(send(lab), { code: 'ESOCKET', message: /ECONNREFUSED/ });
      await lab.clearFaults();
      arm(lab, 'DATA', { latency: { ms: 30 } });
      await send(lab);
      assert.ok((lab.journal.entries({ system: 'smtp' }).at(-1)?.durationMs ?? 0) >= 29);
      const after = digests();
      assert.equal(after[0], before[0]);
      assert.notEqual(after[1], before[1]);
      assert.equal(Object.keys(lab.settings().smtp).join(), 'host,port');
    }),
  );
});

describe('parseMail', () => {
  it('reads a letter spread over two encoded words, and base64', () => {
    const head = 'Subject: =?utf-8?B?w6k=?=\r\n =?UTF-8?Q?=C3?= =?UTF-8?Q?=A9_x?=\r\nContent-Transfer-Encoding: base64';
    const { headers, parts } = parseMail(`${head}\r\n\r\nw6nD\r\nqQ==`);
    assert.equal(headers['subject'], 'éé x');
    assert.deepEqual(parts, [{ type: 'text/plain', content: 'éé' }]);
  });
});
