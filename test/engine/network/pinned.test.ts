/** A backend's certificate is trusted by its fingerprint, and no other is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, it } from 'node:test';
import { networkDispatchers, type TrustOf } from '../../../src/engine/network/network-dispatchers.ts';
import { temporaryFolder } from '../../store/temporary-database.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

it('trusts the pinned certificate whatever a task says', { skip: !hasOpenssl }, async t => {
  const { origin, certificate, file } = await selfSigned(t);
  const { fingerprint256 } = new X509Certificate(certificate);
  const statusWith = async (trust: TrustOf | undefined, tls?: { validateCerts: boolean }): Promise<number> => {
    const network = networkDispatchers(trust);
    try {
      const reply = await network.dispatcherFor(origin, tls).request({ origin, path: '/', method: 'GET' });
      await reply.body.dump();
      return reply.statusCode;
    } finally {
      await network.close();
    }
  };
  assert.equal(await statusWith(() => ({ fingerprint: fingerprint256 })), 200);
  assert.equal(await statusWith(() => ({ caPath: file })), 200);
  await assert.rejects(statusWith(undefined), /self.signed/i);
  const other = fingerprint256.replaceAll(/[0-9]/g, '0');
  await assert.rejects(
    statusWith(() => ({ fingerprint: other }), { validateCerts: false }),
    /not the pinned/,
  );
});

async function selfSigned(t: TestContext): Promise<{ origin: string; certificate: string; file: string }> {
  const folder = temporaryFolder(t);
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    file,
    ...names,
  ]);
  assert.equal(made.status, 0, made.stderr.toString());
  const certificate = readFileSync(file, 'utf8');
  const server = createServer({ key: readFileSync(key), cert: certificate }, (_request, reply) => reply.end('fine'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, certificate, file };
}
