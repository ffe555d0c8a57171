/** The CRM's books and the payment gateway's. Amounts of the CRM are minor units of the books, those of the gateway its own. */

export interface AuditPayment {
  readonly payment_id: number;
  readonly customer_id: number;
  readonly provision_id: number | null;
  readonly payment_status: string;
  readonly amount_minor: number;
  readonly refunded_minor: number;
  readonly payment_intent: string | null;
  readonly created: string;
  /** Status of the run that asked for it. */
  readonly run_status: number | null;
  /** What its run (or, of one made by hand, its customer) was billed and given back for this amount. */
  readonly billed_minor: number;
  readonly credited_minor: number;
}

export interface GatewayCharge {
  readonly intent: string;
  /** The CRM's payment_id that the charge names, null for a charge of somebody else. */
  readonly payment: number | null;
  readonly succeeded: boolean;
  readonly received: number;
  readonly refunded: number;
  readonly created: string;
}

export interface AuditMoney {
  readonly payments: readonly AuditPayment[];
  /** By intent; undefined when the gateway did not answer or none is configured. */
  readonly charges: ReadonlyMap<string, GatewayCharge> | undefined;
}
