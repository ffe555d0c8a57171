import type { LabClock } from './clock.ts';
import { HssSimulator } from './hss/hss.ts';
import type { Journal } from './journal.ts';
import { OcsSimulator } from './ocs/ocs.ts';
import { PbxSimulator } from './pbx/pbx.ts';
import type { PbxLogin } from './pbx/pbx-digest.ts';
import { PaySimulator } from './pay/pay.ts';
import type { Simulator } from './simulator.ts';
import { SmsSimulator } from './sms/sms.ts';
import { SmtpSimulator } from './smtp/smtp.ts';
import type { LabOptions } from './types.ts';

export interface Simulators {
  readonly ocs: OcsSimulator;
  readonly hss: readonly HssSimulator[];
  readonly sms: SmsSimulator;
  readonly pay: PaySimulator;
  readonly pbx: PbxSimulator;
  readonly smtp: SmtpSimulator;
  readonly all: readonly Simulator[];
}

/** One of each, and as many HSS nodes (`hss1`, `hss2`, …) as wanted. */
export function buildSimulators(
  options: LabOptions,
  keys: { readonly sms: string; readonly pay: string; readonly pbx: PbxLogin },
  clock: LabClock,
  journal: Journal,
): Simulators {
  const nodes = typeof options.hss === 'object' ? options.hss : Array.from({ length: options.hss ?? 1 }, () => ({}));
  const hss = nodes.map((node, index) => new HssSimulator(`hss${index + 1}`, node, clock));
  const ocs = new OcsSimulator(options.ocs ?? {}, clock, journal);
  const sms = new SmsSimulator(keys.sms, clock);
  const pay = new PaySimulator(
    { key: keys.pay, slowMs: options.pay?.slowMs ?? 10_000, customers: options.customers ?? 5 },
    clock,
  );
  const pbx = new PbxSimulator(keys.pbx);
  const smtp = new SmtpSimulator(options.smtp ?? {}, clock);
  return { ocs, hss, sms, pay, pbx, smtp, all: [ocs, ...hss, sms, pay, pbx, smtp] };
}
