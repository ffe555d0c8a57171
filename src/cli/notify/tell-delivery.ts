import type { Delivery } from '../../provisioning/notify/deliver.ts';
import type { Cli } from '../command.ts';
import { printable } from '../output/print-table.ts';

/** Says on stderr what did not go out, and what becomes of it; nothing about what was sent. */
export function tellUnsent(cli: Cli, deliveries: readonly Delivery[]): void {
  for (const delivery of deliveries) if (delivery.status !== 'sent') cli.io.err(unsentText(delivery));
}

/** `omnicrm: run 7: the mail to a@b was not sent: …`, with the way to go on. */
export function unsentText({ provision_id, kind, recipient, error, next_try }: Delivery): string {
  const what = printable(`omnicrm: run ${provision_id}: the ${kind} to ${recipient} was not sent: ${error ?? ''}`);
  const next =
    next_try === null
      ? 'given up; omnicrm notify send --all tries once more'
      : `next try from ${next_try} on, by omnicrm serve or omnicrm notify send`;
  return `${what}\n  next: ${next}\n`;
}
