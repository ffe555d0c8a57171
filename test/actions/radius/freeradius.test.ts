/** The tables and packets against a real FreeRADIUS: subscribers log in by it, it counts them, and it takes disconnects. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Outcome, runProcess } from '../../cli/omnicrm.ts';
import { openFloor } from '../action-floor.ts';

const server = ['/usr/sbin/freeradius', '/usr/sbin/radiusd'].find(existsSync);
const queries = '/etc/freeradius/3.0/mods-config/sql/main/sqlite/queries.conf';
const isThere = server !== undefined && existsSync(queries) && hasClient();
const skip = isThere ? false : 'freeradius and freeradius-utils are not installed';

function hasClient(): boolean {
  try {
    execFileSync('radclient', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('subscribers log in, are counted and are disconnected by FreeRADIUS', { skip }, async t => {
  const at = await openFloor(t, { MULTIGEN_ENABLED: '1', MULTIGEN_RADCLIENT: 'radclient' });
  const ports = { auth: await freePort(), acct: await freePort(), coa: await freePort() };
  const { db } = at.floor;
  await db.updateTable('radius_nas').set({ port: ports.coa }).execute();
  await db
    .updateTable('radius_attribute')
    .set({ attribute: 'Filter-Id' })
    .where('content', '=', '{SPEEDMRL}')
    .execute();
  assert.equal((await at.call('multigen')).text, 'OK: MULTIGEN');
  await startServer(t, at.home, at.floor.config.radiusDatabase, ports);

  const login = (name: string, password: string) =>
    ask(`User-Name=${name},User-Password=${password}`, 'auth', ports.auth);
  const alice = await login('alice', 'pw1');
  assert.match(alice.stdout, /Access-Accept[^]*Framed-IP-Address = 10\.0\.0\.11/);
  assert.match(alice.stdout, /Filter-Id = "51200k\/102400k"/);
  assert.match((await login('alice', 'wrong')).stdout, /Access-Reject/);
  const dave = await login('dave', 'pw4');
  assert.match(dave.stdout, /Access-Accept/);
  assert.doesNotMatch(dave.stdout, /Framed-IP-Address/, 'one who is frozen gets no address');

  const session = 'User-Name=alice,Acct-Session-Id=s1,NAS-IP-Address=127.0.0.1';
  await ask(`${session},Acct-Status-Type=Start`, 'acct', ports.acct);
  const counted = `Acct-Status-Type=Interim-Update,Acct-Output-Octets=1000,Acct-Input-Octets=200,Acct-Session-Time=9`;
  assert.match((await ask(`${session},${counted}`, 'acct', ports.acct)).stdout, /Accounting-Response/);
  assert.deepEqual((await at.call('multigentraff')).counts, { sessions: 1 });
  const traffic = await db.selectFrom('subscriber_profile').selectAll().where('subscriber_id', '=', 1).execute();
  assert.deepEqual([traffic[0]?.octets_down, traffic[0]?.octets_up], [1000, 200]);

  await db.updateTable('subscriber').set({ frozen: 1 }).where('login', '=', 'alice').execute();
  const { counts } = await at.call('multigen');
  assert.deepEqual([counts['packets'], counts['refused_packets']], [1, undefined]);
  assert.doesNotMatch((await login('alice', 'pw1')).stdout, /Framed-IP-Address/);
});

const secret = 'dec0071981b1';

function ask(words: string, kind: string, port: number): Promise<Outcome> {
  const args = ['-x', '-r', '1', '-t', '3', `127.0.0.1:${port}`, kind, secret];
  return runProcess('radclient', args, { env: { PATH: process.env['PATH'] ?? '' }, input: words });
}

async function startServer(
  t: TestContext,
  home: string,
  database: string,
  ports: Readonly<Record<'auth' | 'acct' | 'coa', number>>,
): Promise<void> {
  const folder = join(home, 'freeradius');
  mkdirSync(folder);
  writeFileSync(join(folder, 'radiusd.conf'), configuration(folder, database, ports), { mode: 0o600 });
  const child = spawn(server ?? '', ['-f', '-l', 'stdout', '-d', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(async () => {
    const ended = once(child, 'exit');
    if (child.exitCode === null) child.kill('SIGKILL');
    else return;
    await ended;
  });
  await ready(child);
}

/** Resolves when it says so; fails with what it said when it ended instead. */
async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to process requests')) resolve();
    });
    child.once('exit', () => reject(new Error(`freeradius ended: ${said}`)));
  });
}

function configuration(
  folder: string,
  database: string,
  { auth, acct, coa }: Readonly<Record<'auth' | 'acct' | 'coa', number>>,
): string {
  return `
raddbdir = ${folder}
logdir = ${folder}
run_dir = ${folder}
libdir = /usr/lib/freeradius
client local {
  ipaddr = 127.0.0.1
  secret = ${secret}
}
modules {
  expr {
  }
  always ok {
    rcode = ok
  }
  pap {
  }
  sql {
    driver = "rlm_sql_sqlite"
    dialect = "sqlite"
    sqlite {
      filename = "${database}"
    }
    radius_db = "radius"
    acct_table1 = "radacct"
    acct_table2 = "radacct"
    postauth_table = "radpostauth"
    authcheck_table = "radcheck"
    groupcheck_table = "radgroupcheck"
    authreply_table = "radreply"
    groupreply_table = "radgroupreply"
    usergroup_table = "radusergroup"
    client_table = "nas"
    group_attribute = "SQL-Group"
    read_clients = no
    pool {
      start = 1
    }
    $INCLUDE ${queries}
  }
}
server default {
${listen('auth', auth)}${listen('acct', acct)}${listen('coa', coa)}  authorize {
    sql
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
  }
  preacct {
  }
  accounting {
    sql
  }
  recv-coa {
    ok
  }
  send-coa {
    ok
  }
}
`;
}

/** A UDP port that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

function listen(type: string, port: number): string {
  return `  listen {\n    type = ${type}\n    ipaddr = 127.0.0.1\n    port = ${port}\n  }\n`;
}
