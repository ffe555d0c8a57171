/** The play of an ordinary order: eight calls, every other one a write, and four facts; the rescue undoes. Gives its text. */
export function twelveTasks(url: string): string {
  const tasks = [1, 2, 3, 4].flatMap(step => [read(step, url), fact(step), write(step, url)]);
  return `- name: Twelve tasks
  hosts: localhost
  gather_facts: no
  tasks:
    - block:
${tasks.join('')}      rescue:
        - fail: { msg: undone }
`;
}

function read(step: number, url: string): string {
  return `        - name: Look up ${step}
          uri:
            url: "${url}/thing/{{ ${step} + 1 }}"
            return_content: yes
          register: found_${step}
`;
}

function fact(step: number): string {
  return `        - name: Facts ${step}
          set_fact:
            name_${step}: "{{ found_${step}.json.product_name }}"
            cost_${step}: "{{ (found_${step}.json.retail_cost | float * 100) | int }}"
`;
}

function write(step: number, url: string): string {
  return `        - name: Write ${step}
          uri:
            url: "${url}/thing/${step}"
            method: POST
            body_format: json
            body: { customer_id: "{{ customer_id | int }}", name: "{{ name_${step} }}", cost: "{{ cost_${step} }}" }
            return_content: yes
          register: written_${step}
`;
}
