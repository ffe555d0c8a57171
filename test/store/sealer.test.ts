import assert from 'node:assert/strict';
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Insertable } from 'kysely';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';
import { sealerOf } from '../../src/store/sealer.ts';
import type { UserTable } from '../../src/store/tables/user.ts';
import { withTransaction } from '../../src/store/with-transaction.ts';
import { temporaryDatabase, temporaryFolder } from './temporary-database.ts';

test('what is sealed opens again, looks different each time, and says which key sealed it', async t => {
  const sealer = sealerOf(await temporaryDatabase(t));
  for (const text of ['', 'ki', '{"imsi": "00101"}', 'naïve 🔑', 'x'.repeat(100_000)]) {
    const sealed = sealer.seal(text);
    assert.match(sealed, /^sealed:[0-9a-f]{8}:[\w-]{38,}$/);
    assert.notEqual(sealed, sealer.seal(text));
    assert.equal(sealer.open(sealed), text);
    assert.deepEqual([sealer.isSealed(sealed), sealer.isSealed(text)], [true, false]);
  }
  assert.equal(sealer.open('in the clear'), 'in the clear');
});

test('a text that was changed is refused, never opened to rubbish', async t => {
  const sealer = sealerOf(await temporaryDatabase(t));
  const sealed = sealer.seal('8f14e45fceea167a5a36dedd4bea2543');
  for (const at of [16, 30, sealed.length - 3]) {
    const other = sealed[at] === 'A' ? 'B' : 'A';
    assert.throws(() => sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1)), { code: 'E_SEAL' });
  }
});

test('transactions seal with the keys of their database', async t => {
  const db = await temporaryDatabase(t);
  const sealed = await withTransaction(db, tx => withTransaction(tx, async inner => sealerOf(inner).seal('ki')));
  assert.equal(sealerOf(db).open(sealed), 'ki');
});

test('the key file is made when first needed, for its owner only', async t => {
  const { db, keyFile } = await sealedHome(t);
  assert.throws(() => statSync(keyFile), { code: 'ENOENT' });
  const sealed = sealerOf(db).seal('ki');
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  const other = await openHome(t, keyFile);
  assert.equal(sealerOf(other).open(sealed), 'ki');
  assert.equal(sealerOf(other).fingerprint('ki'), sealerOf(db).fingerprint('ki'));
});

test('a key file that others may read is refused', async t => {
  const { db, keyFile } = await sealedHome(t);
  sealerOf(db).seal('ki');
  chmodSync(keyFile, 0o640);
  const other = await openHome(t, keyFile);
  assert.throws(() => sealerOf(other).seal('ki'), { code: 'E_CONFIG', hint: `chmod 600 ${keyFile}` });
});

test('a damaged key file is refused', async t => {
  const { db, keyFile } = await sealedHome(t);
  sealerOf(db).seal('ki');
  writeFileSync(keyFile, readFileSync(keyFile, 'utf8').slice(0, 150));
  assert.throws(() => sealerOf(db).seal('ki'), { code: 'E_CONFIG', message: /damaged/ });
});

test('another key, or none, says so with a hint', async t => {
  const { db, keyFile } = await sealedHome(t);
  const sealed = sealerOf(db).seal('facts');
  await db.insertInto('crm_user').values(userWith(sealed)).execute();
  renameSync(keyFile, `${keyFile}.lost`);
  const other = await openHome(t, keyFile);
  assert.throws(() => sealerOf(other).seal('ki'), { code: 'E_SEAL', message: /missing/, hint: /put the file back/ });
  assert.throws(() => sealerOf(other).open(sealed), { code: 'E_SEAL', hint: /key file/ });
  assert.throws(() => statSync(keyFile), { code: 'ENOENT' });
  await db.deleteFrom('crm_user').execute();
  sealerOf(other).seal('ki');
  assert.throws(() => sealerOf(other).open(sealed), { code: 'E_SEAL' });
  rmSync(keyFile);
  renameSync(`${keyFile}.lost`, keyFile);
  assert.equal(sealerOf(other).open(sealed), 'facts');
});

function userWith(totp_secret: string): Insertable<UserTable> {
  const created = '2026-01-01T00:00:00.000Z';
  return { email: 'a@b.c', user_name: 'A', enabled: 1, totp_secret, created, last_modified: created };
}

async function sealedHome(t: TestContext): Promise<{ db: Database; keyFile: string }> {
  const keyFile = join(temporaryFolder(t), 'seal.key');
  return { db: await openHome(t, keyFile), keyFile };
}

async function openHome(t: TestContext, keyFile: string): Promise<Database> {
  const db = await openDatabase(join(keyFile, '..', 'omnicrm.db'), { keyFile });
  t.after(() => db.destroy());
  return db;
}
