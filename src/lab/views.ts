/** The simulators as tests see them: reading only, always the present state. */

import type { HssSimulator } from './hss/hss.ts';
import { defaultTenant } from './ocs/method.ts';
import type { OcsSimulator } from './ocs/ocs.ts';
import type { PaySimulator } from './pay/pay.ts';
import type { LabServer } from './server/lab-server.ts';
import type { PbxLogin } from './pbx/pbx-digest.ts';
import type { PbxSimulator } from './pbx/pbx.ts';
import type { SmsSimulator } from './sms/sms.ts';
import type { SmtpSimulator } from './smtp/smtp.ts';
import type { LabHss, LabOcs, LabPay, LabPbx, LabSettings, LabSms, LabSmtp } from './types.ts';

export function viewOcs(ocs: OcsSimulator, url: string): LabOcs {
  return {
    url,
    account: name => ocs.state.accounts[name] ?? ocs.state.accounts[`${defaultTenant}:${name}`],
    accounts: () => Object.values(ocs.state.accounts),
    get state() {
      return ocs.state;
    },
  };
}

export function viewHss(hss: HssSimulator, url: string): LabHss {
  return {
    url,
    instance: hss.instance,
    rows: table => hss.state[table],
    byImsi: imsi => {
      const row = hss.state.subscriber.find(candidate => candidate['imsi'] === imsi);
      const auc = hss.state.auc.find(candidate => candidate['auc_id'] === row?.['auc_id']) ?? null;
      return row && Object.assign({ ...row }, { auc });
    },
  };
}

export function viewSms(sms: SmsSimulator, url: string, key: string): LabSms {
  return {
    url,
    key,
    get sent() {
      return sms.state.sent;
    },
  };
}

export function viewSmtp(smtp: SmtpSimulator, url: string): LabSmtp {
  const { hostname, port } = new URL(url);
  return {
    url,
    host: hostname,
    port: Number(port),
    get messages() {
      return smtp.state.messages;
    },
  };
}

export function viewPay(pay: PaySimulator, url: string, key: string): LabPay {
  return {
    url,
    key,
    get charges() {
      return pay.state.charges;
    },
    get refunds() {
      return pay.state.refunds;
    },
    balance: customer => {
      const charges = pay.state.charges.filter(charge => charge.customer === customer);
      return charges.reduce((sum, charge) => sum + charge.amount - charge.amount_refunded, 0);
    },
  };
}

export function viewPbx(pbx: PbxSimulator, url: string): LabPbx {
  return {
    url,
    get state() {
      return pbx.state;
    },
  };
}

/** Addresses and keys under the names that plays read from `crm_config`. */
export function settingsOf(
  servers: readonly LabServer[],
  keys: { readonly sms: string; readonly pay: string; readonly pbx: PbxLogin },
): LabSettings {
  const urls = (system: string): string[] =>
    servers.filter(({ simulator }) => simulator.system === system).map(({ listener }) => listener.url);
  const hss = urls('hss');
  return {
    ocs: { OCS: hostPort(urls('ocs')[0]), ocsTenant: defaultTenant },
    hss,
    hss_server: hostPort(hss[0]),
    sms: { url: urls('sms')[0] ?? '', api_key: keys.sms },
    stripe: { base_url: urls('pay')[0] ?? '', secret_key: keys.pay },
    pbx: { base_url: `${urls('pbx')[0] ?? ''}/1.1`, ...keys.pbx },
    smtp: mailServer(urls('smtp')[0]),
  };
}

function mailServer(url = 'smtp://127.0.0.1'): LabSettings['smtp'] {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function hostPort(url: string | undefined): string {
  return url === undefined ? '' : new URL(url).host;
}
