import type { Provision } from '../../crm/types.ts';

const LONGEST = 150;

/** One line that tells product, customer and run: `[omnicrm] FAILED, not clean: Mobile SIM for Jane Doe (run 7)`. */
export function subjectOf(run: Provision): string {
  const state = run.verdict === 'dirty' ? 'FAILED, not clean' : 'FAILED';
  const what = run.action === 'deprovision' ? 'removal of ' : '';
  const product = run.product_name ?? run.playbook_description ?? run.provisioning_play;
  const customer = run.customer_name === null ? '' : ` for ${run.customer_name}`;
  const named = cutLine(`[omnicrm] ${state}: ${what}${product}${customer}`, LONGEST);
  return `${named} (run ${run.provision_id})`;
}

/** Names are data: no line breaks and control characters reach a header. */
function cutLine(text: string, longest: number): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const signs = Array.from(line);
  return signs.length <= longest ? line : `${signs.slice(0, longest - 1).join('')}…`;
}
