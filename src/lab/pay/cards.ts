import type { PaymentMethod } from './state.ts';

/** What a card does when it is charged. */
export interface CardConduct {
  readonly last4: string;
  readonly year: number;
  /** Refused with 402 and these codes. */
  readonly refused?: { readonly code: string; readonly decline_code?: string; readonly message: string };
  readonly isSlow?: boolean;
  /** The charge is booked, then the connection is reset. */
  readonly isLost?: boolean;
}

const declined = { code: 'card_declined', message: 'Your card was declined.' };

/** The magic payment methods; a name may go on after an underscore (`pm_ok_2`). */
const conducts: Readonly<Record<string, CardConduct>> = {
  pm_ok: { last4: '4242', year: 2034 },
  pm_declined: { last4: '0002', year: 2034, refused: { ...declined, decline_code: 'generic_decline' } },
  pm_nofunds: {
    last4: '9995',
    year: 2034,
    refused: { ...declined, decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  },
  pm_expired: { last4: '0069', year: 2020, refused: { code: 'expired_card', message: 'Your card has expired.' } },
  pm_sca: {
    last4: '3184',
    year: 2034,
    refused: {
      code: 'authentication_required',
      decline_code: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
    },
  },
  pm_slow: { last4: '1111', year: 2034, isSlow: true },
  pm_lost: { last4: '2222', year: 2034, isLost: true },
};

export const magicMethods: readonly string[] = Object.keys(conducts);

/** How a payment method acts, by its name; undefined when there is no such method. */
export function conductOf(method: string): CardConduct | undefined {
  const name = magicMethods.find(magic => method === magic || method.startsWith(`${magic}_`));
  return name === undefined ? undefined : conducts[name];
}

export function paymentMethod(id: string, customer: string, { last4, year }: CardConduct): PaymentMethod {
  return {
    id,
    object: 'payment_method',
    type: 'card',
    customer,
    card: { brand: 'visa', last4, exp_month: 12, exp_year: year },
  };
}
