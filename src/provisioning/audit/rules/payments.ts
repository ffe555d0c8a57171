/** Money: what the cards were charged, what was billed for it, what was given back. */
import { moneyText } from '../../../crm/money.ts';
import type { AuditRule } from '../audit-rule.ts';
import { byHand, type Observation } from '../finding.ts';
import type { AuditMoney, AuditPayment, GatewayCharge } from '../money-state.ts';

export const paymentRules: readonly AuditRule[] = [
  {
    id: 'PAY-1',
    severity: 'critical',
    system: 'payments',
    summary: 'a charge that nothing was billed or given for, not refunded',
    needs: ['money', 'gateway'],
    find: ({ money }) => (money === undefined ? [] : [...unknownCharges(money), ...chargedForNothing(money)]),
  },
  {
    id: 'PAY-2',
    severity: 'high',
    system: 'payments',
    summary: 'a payment that the gateway never took, or a refund that was not booked',
    needs: ['money', 'gateway'],
    find: ({ money }) => (money === undefined ? [] : [...neverTaken(money), ...unbookedRefunds(money)]),
  },
];

function ofPayment({ payment_id, created, provision_id }: AuditPayment) {
  return { system: 'payments', key: `payment ${payment_id}`, touches: touchesOf(provision_id), since: created };
}

function touchesOf(run: number | null): readonly string[] {
  return run === null ? [] : [`run:${run}`];
}

/** Charges that name a payment of this CRM which does not know them. Those of others at the same gateway name none. */
function unknownCharges({ payments, charges }: AuditMoney): Observation[] {
  const known = new Map(payments.map(payment => [payment.payment_id, payment]));
  return [...(charges?.values() ?? [])].flatMap(({ intent, payment: id, succeeded, received, refunded, created }) => {
    if (id === null || !succeeded || refunded >= received) return [];
    const payment = known.get(id);
    if (payment?.payment_intent === intent) return [];
    const evidence = `charged, but payment ${id} ${payment === undefined ? 'is not there' : `is ${payment.payment_status}`}`;
    const fix = byHand('refund it at the gateway, or book it with its service');
    const touches = touchesOf(payment?.provision_id ?? null);
    return [{ system: 'payments', key: intent, evidence, touches, since: created, fix }];
  });
}

/** What its run (or, without one, a booking of the same amount) should have billed. */
function chargedForNothing({ payments, charges }: AuditMoney): Observation[] {
  return payments.flatMap(payment => {
    const { payment_status, amount_minor, billed_minor, credited_minor, run_status, payment_intent } = payment;
    const isBack = isRefunded(charges?.get(payment_intent ?? ''));
    if (payment_status !== 'succeeded' || run_status === 1 || isBack) return [];
    const failed = run_status === 2 ? `run ${payment.provision_id} failed` : undefined;
    const unbilled = billed_minor - credited_minor <= 0 ? 'nothing was billed for it' : undefined;
    const why = failed ?? unbilled;
    const evidence = `${moneyText(amount_minor)} taken, but ${why}`;
    const fix = byHand(`refund ${payment_intent}, or book what was delivered`);
    return why === undefined ? [] : [{ ...ofPayment(payment), evidence, fix }];
  });
}

/** Nothing is said to be missing where the gateway did not answer. */
function neverTaken({ payments, charges }: AuditMoney): Observation[] {
  if (charges === undefined) return [];
  return payments.flatMap(payment => {
    const { payment_intent, payment_status } = payment;
    if (payment_intent === null || charges.get(payment_intent)?.succeeded === true) return [];
    const evidence = `${payment_status} in the CRM, but the gateway has no such charge (${payment_intent})`;
    return [{ ...ofPayment(payment), evidence, fix: byHand('ask the gateway; correct the books') }];
  });
}

function unbookedRefunds({ payments, charges }: AuditMoney): Observation[] {
  return payments.flatMap(payment => {
    const { payment_status, refunded_minor, billed_minor, credited_minor, payment_intent } = payment;
    if (payment_status === 'succeeded' && isRefunded(charges?.get(payment_intent ?? ''))) {
      const evidence = `${payment_intent} was refunded at the gateway, the CRM says succeeded`;
      return [{ ...ofPayment(payment), evidence, fix: byHand('book the refund') }];
    }
    if (payment_status !== 'refunded' || billed_minor === 0 || credited_minor >= refunded_minor) return [];
    const evidence = `${moneyText(refunded_minor)} given back, but ${moneyText(credited_minor)} of its bill reversed`;
    return [{ ...ofPayment(payment), evidence, fix: byHand('book a negative transaction of the difference') }];
  });
}

function isRefunded(charge: GatewayCharge | undefined): boolean {
  return charge !== undefined && charge.succeeded && charge.refunded >= charge.received;
}
