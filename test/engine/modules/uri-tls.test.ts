import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { after, before, describe, it } from 'node:test';
import { packageRoot } from '../../../src/package-root.ts';
import { openBench, type Bench } from './context.ts';

const folder = join(packageRoot(), 'test/engine/modules/tls');
const pem = (name: string): string => join(folder, name);
const [cert, key] = [readFileSync(pem('server.pem')), readFileSync(pem('server.key.pem'))];

const server = createServer(
  { cert, key, ca: readFileSync(pem('client.pem')), requestCert: true, rejectUnauthorized: false },
  (request, response) => {
    assert.ok(request.socket instanceof TLSSocket);
    const { subject } = request.socket.getPeerCertificate();
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ client: subject?.CN ?? null }));
  },
);
let bench: Bench;
let url: string;

before(async () => {
  bench = openBench();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
});
after(async () => {
  await bench.close();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

describe('uri over TLS', () => {
  it('refuses a certificate that nobody vouches for', async () => {
    const result = await bench.run('uri', { url });
    assert.equal(result['status'], -1);
    assert.match(String(result['msg']), /Request failed: .*self.signed certificate/);
  });

  it('takes it with validate_certs: no', async () => {
    assert.equal((await bench.run('uri', { url, validate_certs: false }))['status'], 200);
  });

  it('takes it when ca_path vouches for it', async () => {
    const result = await bench.run('uri', { url, ca_path: pem('server.pem') });
    assert.deepEqual(result['json'], { client: null });
  });

  it('shows a client certificate', async () => {
    const files = { ca_path: pem('server.pem'), client_cert: pem('client.pem'), client_key: pem('client.key.pem') };
    assert.deepEqual((await bench.run('uri', { url, ...files }))['json'], { client: 'client' });
  });

  it('tells a client certificate that cannot be read', async () => {
    const result = await bench.run('uri', { url, client_cert: pem('none.pem') });
    assert.equal(result['failed'], true);
    assert.match(String(result['msg']), /No such file/);
  });
});
