import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { jsonOf, type Outcome, TestHome } from '../cli/omnicrm.ts';
import { scanFolder, scanText } from './secret-scan.ts';

const ki = '5EC2E7C0FFEE4A115EC2E7C0DEADBEA7';
const opc = '0DDBA11CAFEF00D50DDBA11CAFEF00D5';
const puk = '90817263';
/** Of the operator's own part of the configuration: a backend that only the play knows. */
const apiKey = 'canary/Key+42 "x"\\7';
const password = 'hunter-2-canary-99';
const secrets = [ki, opc, puk, apiKey, password];

const at = new TestHome();
const outputs: { readonly name: string; readonly text: string }[] = [];

async function run(args: readonly string[], code: number, input?: string): Promise<Outcome> {
  const outcome = await at.run(args, input === undefined ? {} : { input });
  outputs.push({ name: args.join(' '), text: outcome.stdout + outcome.stderr });
  assert.equal(outcome.code, code, `${args.join(' ')}: ${outcome.stdout}${outcome.stderr}`);
  return outcome;
}

before(async () => {
  await run(['init', '--demo'], 0);
  const keyFile = join(at.folder, 'partner.key');
  writeFileSync(keyFile, apiKey);
  const plays = join(at.folder, 'plays');
  mkdirSync(plays);
  writeFileSync(join(plays, 'leaky.yaml'), leakyPlay);
  writeFileSync(join(plays, 'hidden.yaml'), hiddenPlay);
  const config = [`plays_path: [${plays}]`, 'partner:', `  api_key_file: ${keyFile}`, 'lab: true', ''];
  writeFileSync(join(at.home, 'crm_config.yaml'), config.join('\n'));
  await run(['lab', 'up', '--detach'], 0);
});

after(async () => {
  await at.run(['lab', 'down']);
  at.remove();
});

test('a canary Ki and key are nowhere: not on the disk, not in any output, not in a backup', async () => {
  const [first, second, third] = [await addSim(1), await addSim(2), await addSim(3)];
  const order = ['provision', 'mobile-sim', '--customer', '1', '--pick', 'auto', '--inventory'];

  const done = jsonOf(await run([...order, `SIM Card=${first}`, '--json'], 0));
  await run(['lab', 'fault', 'hss', '--kind', 'status', '--status', '500', '--method', 'PUT', '--path', '/auc/*'], 0);
  await run(
    ['lab', 'fault', 'hss', '--kind', 'status', '--status', '500', '--method', 'PUT', '--path', '/subscriber/'],
    0,
  );
  await run([...order, `SIM Card=${second}`, '-v'], 2);
  await run([...order, `SIM Card=${second}`, '--events'], 2);
  await run(['lab', 'fault', '--clear'], 0);

  await run(['product', 'add', ...leakyProduct], 0);
  const leak = ['provision', 'leaky', '--customer', '1', '--inventory', `SIM Card=${third}`];
  await run([...leak, '-v'], 2);
  const failed = jsonOf(await run([...leak, '--json'], 2));
  await run([...leak, '--events'], 2);

  for (const verbosity of ['-v', '-vvv']) {
    await run(['play', 'run', join(at.folder, 'plays', 'hidden.yaml'), '-e', `word=${password}`, verbosity], 2);
  }
  await run(['play', 'run', join(at.folder, 'plays', 'hidden.yaml'), '-e', `word=${password}`, '--output', 'json'], 2);

  await run(['status', String(failed['provision_id'])], 0);
  await run(['status', String(failed['provision_id']), '--json'], 0);
  await run(['inventory', 'show', String(first)], 0);
  await run(['inventory', 'list', '--search', ki], 0);
  await run(['config', 'show', '--origin'], 0);
  await run(['config', 'show', '--json'], 0);
  await run(['lab', 'calls'], 0);
  await run(['lab', 'calls', '--json'], 0);
  await run(['lab', 'state', '--json'], 0);
  await run(['key', 'show'], 0);
  await run(['backup', join(at.home, 'copy.db')], 0);
  await run(['deprovision', String(done['service_id']), '-v'], 0);
  await run(['key', 'rotate'], 0);

  assert.deepEqual(scanFolder(at.home, secrets), []);
  const told = outputs.filter(({ name }) => !name.startsWith('inventory list'));
  assert.deepEqual(
    told.flatMap(({ name, text }) => scanText(name, text, secrets)),
    [],
  );
  assert.ok(outputs.some(({ text }) => text.includes('********')));
  assert.match(readFileSync(join(at.home, 'omnicrm.db'), 'latin1'), /sealed:[0-9a-f]{8}:/);
});

async function addSim(number: number): Promise<number> {
  const iccid = `898800102000000000${number}`;
  const row = { inventory_type: 'SIM Card', iccid, imsi: `00101900000000${number}`, ki, opc, pin1: '4711', puk1: puk };
  await run(['inventory', 'import', '-', '--format', 'json'], 0, JSON.stringify([row]));
  const { stdout } = await run(['inventory', 'list', '--filter', `iccid=${iccid}`, '--json'], 0);
  const { data }: { data: { inventory_id: number }[] } = JSON.parse(stdout);
  return data[0]?.inventory_id ?? 0;
}

const leakyProduct = [
  'product_slug=leaky',
  'product_name=Leaky',
  'category=standalone',
  'provisioning_play=leaky',
  `inventory_items_list=['SIM Card']`,
];

/** Every careless thing that a play may do with a secret. */
const leakyPlay = `
- name: Leaky
  hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - name: Get SIM Card details
          uri:
            url: "{{ crm_config.crm.base_url }}/crm/inventory/inventory_id/{{ hostvars[inventory_hostname]['SIM Card'] | int }}"
            headers: { Authorization: "Bearer {{ access_token }}" }
            return_content: yes
          register: sim
        - name: "Say {{ sim.json.ki }}"
          debug: { msg: "{{ sim.json.ki }} {{ sim.json.ki | b64encode }} {{ ('u:' ~ sim.json.ki) | b64encode }} {{ sim.json.opc | lower }}" }
        - name: Say the key of the partner
          debug: { msg: "{{ crm_config.partner }} {{ crm_config.partner.api_key | urlencode }} {{ [crm_config.partner.api_key] | to_json }}" }
        - name: Loop over secrets
          debug: { msg: "{{ item }}" }
          loop: ["{{ sim.json.ki }}", "{{ crm_config.partner.api_key }}", "{{ sim.json.puk1 }}"]
        - name: Keep them
          set_fact: { innocent: "{{ sim.json.ki }}", list: ["{{ sim.json.puk1 | int }}", "{{ access_token }}"] }
        - name: Send them
          uri:
            url: "http://{{ crm_config.ocs.OCS }}/none?api_key={{ crm_config.partner.api_key | urlencode }}&x={{ sim.json.ki }}"
            method: POST
            body_format: json
            body: { ki: "{{ sim.json.ki }}", note: "{{ sim.json.opc }}" }
          ignore_errors: yes
        - name: "Fail with {{ sim.json.ki }}"
          fail: { msg: "no {{ sim.json.ki }} at {{ sim.json[sim.json.ki] }}" }
      rescue:
        - name: Say what failed
          debug: { var: ansible_failed_result }
        - name: End
          fail: { msg: "{{ innocent }}" }
`;

/** What no_log hides stays hidden however loud the run is. */
const hiddenPlay = `
- hosts: localhost
  gather_facts: no
  tasks:
    - name: Make a secret
      set_fact: { secret_word: "{{ word }}" }
      no_log: true
    - name: Use it
      debug: { msg: "{{ secret_word }}" }
      no_log: true
    - name: Loop over it
      command: "echo {{ item }}"
      loop: ["{{ secret_word }}"]
      no_log: true
    - name: Fail with it
      fail: { msg: "{{ secret_word }}" }
      no_log: true
`;
