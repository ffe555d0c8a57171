import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { runText } from '../../run-text.ts';
import { openBench } from '../context.ts';
import { openSmtpSink, type SinkOptions, type SmtpSink } from './smtp-sink.ts';

const module = 'community.general.mail';

async function withSink(options: SinkOptions, work: (sink: SmtpSink, to: object) => Promise<void>): Promise<void> {
  const sink = await openSmtpSink(options);
  try {
    await work(sink, { host: '127.0.0.1', port: sink.port, subject: 'Report' });
  } finally {
    sink.close();
  }
}

describe('mail', { timeout: 20_000 }, () => {
  const bench = openBench();
  after(() => bench.close());

  test('a message with its recipients, headers and body', () =>
    withSink({}, async (sink, server) => {
      const args = {
        ...server,
        sender: 'jane@example.net (Jane Jolie)',
        to: ['John Doe <j.d@example.org>', 'root'],
        cc: ['sue@example.com'],
        bcc: ['Hidden <hidden@example.com>'],
        headers: ['Reply-To=john@example.com|X-Kind=report', 'nonsense'],
        body: 'All is well.',
      };
      const result = await bench.run(module, args);
      assert.deepEqual(result, { changed: false, msg: 'Mail sent successfully', result: {} });
      assert.deepEqual(
        sink.commands.filter(line => /^(MAIL|RCPT)/.test(line)).map(line => line.replace(/^.*<|>.*$/g, '')),
        ['jane@example.net', 'hidden@example.com', 'j.d@example.org', 'root', 'sue@example.com'],
      );
      const text = sink.messages[0]!;
      for (const line of ['From: Jane Jolie <jane@example.net>', 'Cc: sue@example.com', 'Reply-To: john@example.com'])
        assert.match(text, new RegExp(`^${line.replaceAll('.', '\\.')}$`, 'm'));
      assert.match(text, /^To: John Doe <j\.d@example\.org>, <?root>?$/m);
      assert.match(text, /^X-Kind: report$/m);
      assert.match(text, /^Message-ID: <[^@>]+@ansible>$/im);
      assert.doesNotMatch(text, /hidden/i);
      assert.deepEqual(bench.warnings.splice(0), ["Skipping header 'nonsense', unable to parse"]);
    }));

  test('html in another charset, with a file', () =>
    withSink({}, async (sink, server) => {
      writeFileSync(bench.path('notes.txt'), 'attached text');
      const args = { ...server, subtype: 'html', charset: 'iso-8859-1', body: '<p>é</p>', attach: ['notes.txt'] };
      assert.equal((await bench.run(module, args))['msg'], 'Mail sent successfully');
      const text = sink.messages[0]!;
      assert.match(text, /text\/html; charset=iso-8859-1/);
      assert.ok(text.includes(Buffer.from('<p>é</p>\n\n', 'latin1').toString('base64')) || text.includes('<p>=E9</p>'));
      assert.match(text, /application\/octet-stream; name=notes\.txt/);
      assert.ok(text.includes(Buffer.from('attached text').toString('base64')));
    }));

  test('logs in; a wrong password and a server without logins fail', () =>
    withSink({ offers: ['AUTH PLAIN'] }, async (sink, server) => {
      const args = { ...server, secure: 'never', username: 'clerk' };
      assert.equal((await bench.run(module, { ...args, password: 'secret' }))['msg'], 'Mail sent successfully');
      assert.deepEqual(bench.warnings.splice(0), ['Username and Password was sent without encryption']);
      const refused = await bench.run(module, { ...args, password: 'wrong' });
      assert.equal(refused['failed'], true);
      assert.match(String(refused['msg']), /^Authentication failed/);
      assert.equal(sink.messages.length, 1);
      await withSink({}, async (_, other) => {
        const answer = await bench.run(module, { ...other, username: 'clerk', password: 'secret' });
        assert.match(String(answer['msg']), /^No Authentication on the server at 127\.0\.0\.1:/);
      });
    }));

  test('some recipients refused is a warning, all of them a failure', () =>
    withSink({ refuses: ['nobody@'] }, async (_, server) => {
      const some = await bench.run(module, { ...server, to: ['a@example.org', 'nobody@example.org'] });
      assert.equal(some['msg'], 'Failed to send mail to at least one recipient');
      assert.deepEqual(some['result'], { 'nobody@example.org': [550, '550 no such user'] });
      assert.equal(some['failed'], undefined);
      assert.equal(bench.warnings.splice(0).length, 1);
      const all = await bench.run(module, { ...server, to: ['nobody@example.org'] });
      assert.equal(all['failed'], true);
      assert.match(String(all['msg']), /^Failed to send mail to 'nobody@example\.org': /);
    }));

  test('TLS that is asked for and not there fails', () =>
    withSink({}, async (sink, server) => {
      for (const secure of ['always', 'starttls']) {
        const result = await bench.run(module, { ...server, secure });
        assert.match(String(result['msg']), /^Unable to start an encrypted session to 127\.0\.0\.1:/, secure);
        assert.equal(result['rc'], 1);
      }
      assert.equal(sink.messages.length, 0);
    }));

  test('no server, no file, an unknown charset', async () => {
    const nobody = await openSmtpSink();
    nobody.close();
    const server = { host: '127.0.0.1', port: nobody.port, subject: 'x' };
    assert.match(String((await bench.run(module, server))['msg']), /^Unable to Connect 127\.0\.0\.1:.*ECONNREFUSED/);
    const unattached = await bench.run(module, { ...server, attach: ['none.txt'] });
    assert.match(String(unattached['msg']), /can't attach file none\.txt: \[Errno 2\] No such file or directory/);
    assert.match(String((await bench.run(module, { ...server, charset: 'koi8-r' }))['msg']), /koi8-r is not known/);
    assert.match(String((await bench.run(module, { ...server, charset: 'us-ascii', body: 'é' }))['msg']), /us-ascii/);
  });

  test('in a play, by its short name and the alias of an option', () =>
    withSink({}, async (sink, server) => {
      const { port } = server as { port: number };
      const play = (check: boolean): Promise<{ tasks: readonly string[] }> =>
        runText(
          `- hosts: localhost\n  gather_facts: false\n  tasks:\n    - name: tell\n      mail:\n        host: 127.0.0.1\n        port: ${port}\n        from: a@example.org\n        msg: Done\n`,
          { check },
        );
      assert.deepEqual((await play(true)).tasks, ['tell skipped']);
      assert.equal(sink.messages.length, 0);
      assert.deepEqual((await play(false)).tasks, ['tell ok']);
      assert.match(sink.messages[0]!, /^Subject: Done$/m);
    }));
});
