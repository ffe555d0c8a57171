import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { deliverNotifications } from '../../../src/provisioning/notify/index.ts';
import { breakOcs, type NotifyWorld, openNotifyWorld } from './notify-world.ts';

interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const SECRET = 'shared-secret-77';
const TOKEN = '123456:bot-token-abc';

/** What a webhook's owner and Telegram see. */
class Receiver {
  readonly calls: Call[] = [];
  status = 200;
  reply = '{"ok":true,"result":{"message_id":4711}}';
  readonly #server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', text => (body += text));
    request.on('end', () => {
      this.calls.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(this.status, { location: '/elsewhere' }).end(this.reply);
    });
  });

  async open(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

describe('webhooks and Telegram', () => {
  const receiver = new Receiver();
  let world: NotifyWorld;
  before(async () => {
    const url = await receiver.open();
    world = await openNotifyWorld({
      OMNICRM_PROVISIONING_FAILURE_LIST: '',
      OMNICRM_NOTIFICATIONS_WEBHOOK_URLS: `${url}/hook`,
      OMNICRM_NOTIFICATIONS_WEBHOOK_SECRET: SECRET,
      OMNICRM_NOTIFICATIONS_TELEGRAM_BASE_URL: url,
      OMNICRM_NOTIFICATIONS_TELEGRAM_TOKEN: TOKEN,
      OMNICRM_NOTIFICATIONS_TELEGRAM_CHAT_ID: '-100200',
    });
    breakOcs(world.lab);
  });
  after(async () => {
    await world.close();
    receiver.close();
  });
  afterEach(() => world.app.db.deleteFrom('notification').execute());

  const failAndDeliver = async (status = 200) => {
    Object.assign(receiver, { status }).calls.splice(0);
    assert.equal((await world.order()).status, 2);
    return deliverNotifications(world.context);
  };

  it('get the same failure, each in its own form', async () => {
    const deliveries = await failAndDeliver();
    assert.deepEqual(
      deliveries.map(({ kind, status, reply }) => [kind, status, reply]),
      [
        ['webhook', 'sent', 'HTTP 200'],
        ['telegram', 'sent', 'message 4711'],
      ],
    );
    const hook = receiver.calls.find(({ path }) => path === '/hook')!;
    const chat = receiver.calls.find(({ path }) => path === `/bot${TOKEN}/sendMessage`)!;
    const document = JSON.parse(hook.body) as Record<string, unknown>;
    assert.equal(document['type'], 'run.failed');
    assert.deepEqual(document['customer'], { customer_id: 1, customer_name: 'Ada Brook' });
    assert.match(JSON.stringify(document['failures']), /"task":"Create account in OCS".*"status":200/);
    const { chat_id, text } = JSON.parse(chat.body) as Record<string, string>;
    assert.equal(chat_id, '-100200');
    assert.match(
      text ?? '',
      /^\[omnicrm\] FAILED: Mobile SIM Only for Ada Brook .*\n\nCreate account in OCS: The OCS refused/,
    );
    for (const { body } of receiver.calls) assert.ok(!body.includes(SECRET) && !body.includes(TOKEN));
  });

  it('can check who sent it', async () => {
    await failAndDeliver();
    const { headers, body } = receiver.calls.find(({ path }) => path === '/hook')!;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const wanted = createHmac('sha256', SECRET).update(signed).digest('base64');
    assert.equal(headers['webhook-signature'], `v1,${wanted}`);
    assert.equal(headers['webhook-id'], (JSON.parse(body) as { id: string }).id);
  });

  const answers = [
    [500, 'queued'],
    [429, 'queued'],
    [404, 'failed'],
    [302, 'failed'],
  ] as const;
  for (const [code, status] of answers) {
    it(`take ${code} as ${status}, follow nothing and keep the token to themselves`, async () => {
      const deliveries = await failAndDeliver(code);
      assert.deepEqual(
        deliveries.map(delivery => delivery.status),
        [status, status],
      );
      assert.equal(receiver.calls.length, 2);
      assert.ok(!JSON.stringify([deliveries, await world.rows()]).includes(TOKEN));
      assert.match(deliveries[0]?.error ?? '', new RegExp(`^the webhook at 127\\.0\\.0\\.1:\\d+ answered ${code}`));
    });
  }
});
