import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the play that is measured: 60 `uri` calls and 25 `set_fact`, as a provisioning play mixes them. Gives its path. */
export function writeEightyFiveTasks(folder: string, url: string): string {
  const tasks: string[] = [];
  for (let number = 1; number <= 60; number++) {
    tasks.push(uriTask(number, url));
    if (number % 12 < 5) tasks.push(factTask(number));
  }
  const file = join(folder, 'eighty-five-tasks.yaml');
  const head = '- name: Eighty-five tasks\n  hosts: localhost\n  gather_facts: no\n  tasks:\n';
  writeFileSync(file, head + tasks.join(''));
  return file;
}

function uriTask(number: number, url: string): string {
  return `    - name: Call ${number}
      uri:
        url: "${url}/crm/product/product_id/{{ ${number} + 1 }}"
        method: ${number % 3 === 0 ? 'POST' : 'GET'}
        headers:
          Authorization: "Bearer {{ access_token | default('none') }}"
${number % 3 === 0 ? '        body_format: json\n        body: { customer_id: "{{ 7 | int }}", item_state: Assigned }\n' : ''}        return_content: yes
      register: reply_${number}
`;
}

function factTask(number: number): string {
  return `    - name: Facts ${number}
      set_fact:
        name_${number}: "{{ reply_${number}.json.product_name }}"
        cost_${number}: "{{ (reply_${number}.json.retail_cost | float * 100) | int }}"
`;
}
