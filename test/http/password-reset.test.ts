/** Passwords that were forgotten. */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { updateUser } from '../../src/crm/user.ts';
import type { SmtpConfig } from '../../src/config.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { type Desk, email, login, openDesk } from './open-desk.ts';

let lab: Lab;
before(async () => {
  lab = await startLab();
});
after(() => lab.close());

const url = 'https://portal.example.net/new-password';
const chosen = 'another horse';

function openResetDesk(t: TestContext): Promise<Desk> {
  const { host, port } = lab.smtp;
  const smtp: SmtpConfig = {
    host,
    port,
    secure: 'none',
    user: undefined,
    password: undefined,
    from: 'crm@example.net',
  };
  return openDesk(t, { reset: { url, smtp } });
}

/** The token of the next mail; mails come after the answer. */
async function mailedToken(desk: Desk): Promise<string> {
  const had = lab.smtp.messages.length;
  assert.equal((await desk.post('auth/password_reset', { email: email.toUpperCase() })).statusCode, 200);
  while (lab.smtp.messages.length === had) await pause(5);
  const { to, text } = lab.smtp.messages.at(-1)!;
  assert.deepEqual(to, [email]);
  return text.split(`${url}#token=`)[1]?.split('\n')[0]?.trim() ?? '';
}

const confirm = async (desk: Desk, token: string, new_password = chosen): Promise<number> =>
  (await desk.post('auth/password_reset/confirm', { token, new_password })).statusCode;

test('the mailed token sets a password once, ends all sessions and lets the owner in again', async t => {
  const desk = await openResetDesk(t);
  const { token } = (await login(desk)).json();
  const [first, second] = [await mailedToken(desk), await mailedToken(desk)];
  const full = { subject: `account ${email}`, attempts: 10, window_ends: '2999-01-01T00:00:00.000Z' };
  await desk.db.insertInto('login_attempt').values(full).execute();
  assert.equal(await confirm(desk, first, 'short'), 400);
  const both = await Promise.all([confirm(desk, first), confirm(desk, first, 'a third horse')]);
  assert.deepEqual(both.toSorted(), [200, 401]);
  assert.equal(await confirm(desk, second), 401);
  assert.equal((await desk.with(token)('GET', '/crm/auth/me')).status, 401);
  const password = both[0] === 200 ? chosen : 'a third horse';
  assert.equal((await desk.post('auth/login', { email, password })).statusCode, 200);
  const deeds = await desk.db.selectFrom('activity').select(['action', 'user_id']).execute();
  assert.ok(deeds.some(deed => deed.action === 'reset password' && deed.user_id === desk.userId));
});

test('who asks hears the same of a user and of nobody; the disabled and the unknown get no mail', async t => {
  const desk = await openResetDesk(t);
  await updateUser(desk.db, desk.userId, { enabled: false });
  const had = lab.smtp.messages.length;
  const answers = await Promise.all(
    [email, 'nobody@example.net'].map(of => desk.post('auth/password_reset', { email: of })),
  );
  await updateUser(desk.db, desk.userId, { enabled: true });
  await mailedToken(desk);
  assert.deepEqual(new Set(answers.map(reply => `${reply.statusCode} ${reply.body}`)).size, 1);
  assert.equal(lab.smtp.messages.length, had + 1);
});

test('a token of another kind, of another address, or of a user who was disabled is worth nothing', async t => {
  const desk = await openResetDesk(t);
  const token = await mailedToken(desk);
  const ticket = { userId: desk.userId, mark: '' };
  assert.equal(await confirm(desk, await desk.tokens.issueTicket('secondFactor', ticket)), 401);
  assert.equal(await confirm(desk, await desk.tokens.issueToken({ userId: desk.userId })), 401);
  assert.equal((await desk.with(token)('GET', '/crm/auth/me')).status, 401);
  await updateUser(desk.db, desk.userId, { enabled: false });
  assert.equal(await confirm(desk, token), 401);
  await updateUser(desk.db, desk.userId, { enabled: true, email: 'new@example.net' });
  assert.equal(await confirm(desk, token), 401);
});

test('one address is not flooded, and without a page there is no such thing', async t => {
  const desk = await openResetDesk(t);
  const ask = () => desk.post('auth/password_reset', { email: 'nobody@example.net' });
  for (let n = 0; n < 3; n++) assert.equal((await ask()).statusCode, 200);
  assert.equal((await ask()).statusCode, 429);
  const without = await openDesk(t);
  assert.equal((await without.post('auth/password_reset', { email })).statusCode, 503);
});
