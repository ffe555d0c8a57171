/** The ledger of the payment gateway. */
import { listPayments } from '../ask/ask-payments.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import type { GatewayCharge } from '../money-state.ts';

const FAILED = new Set(['failed', 'canceled']);

/** All charges with what was given back of them, by intent. Throws E_BACKEND_DOWN. */
export async function readGateway(context: BackendContext): Promise<ReadonlyMap<string, GatewayCharge>> {
  const refunded = new Map<string, number>();
  for await (const refund of listPayments(context, '/v1/refunds')) {
    const intent = String(refund['payment_intent']);
    const amount = FAILED.has(String(refund['status'])) ? 0 : Number(refund['amount']);
    refunded.set(intent, (refunded.get(intent) ?? 0) + amount);
  }
  const charges = new Map<string, GatewayCharge>();
  for await (const row of listPayments(context, '/v1/payment_intents')) {
    const charge = chargeOf(row, refunded);
    charges.set(charge.intent, charge);
  }
  return charges;
}

function chargeOf(row: Readonly<Record<string, unknown>>, refunded: ReadonlyMap<string, number>): GatewayCharge {
  const intent = String(row['id']);
  const named = (row['metadata'] as Readonly<Record<string, unknown>> | null | undefined)?.['omnicrm_payment'];
  return {
    intent,
    payment: named === undefined ? null : Number(named),
    succeeded: row['status'] === 'succeeded',
    received: Number(row['amount_received'] ?? 0),
    refunded: refunded.get(intent) ?? 0,
    created: new Date(Number(row['created']) * 1000).toISOString(),
  };
}
