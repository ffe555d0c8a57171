/** What actions lean on beside the database: plays at third parties, programs of this host. */
export interface NeededProgram {
  readonly program: string;
  /** The option that names another. */
  readonly option?: string;
  /** How to get it. */
  readonly from: string;
}

export interface ActionUses {
  readonly plays?: readonly string[];
  readonly programs?: readonly NeededProgram[];
  /** Options without which nothing is done. */
  readonly options?: readonly string[];
}

const fping: NeededProgram = { program: 'fping', option: 'FPING_PATH', from: 'package fping' };
const nmap: NeededProgram = { program: 'nmap', option: 'NMAP_PATH', from: 'package nmap' };
const radclient: NeededProgram = {
  program: 'radclient',
  option: 'MULTIGEN_RADCLIENT',
  from: 'package freeradius-utils',
};

const uses: Readonly<Record<string, ActionUses>> = {
  senddog: { plays: ['send-telegram', 'send-sms-plain', 'send-sms-turbosms', 'sms-status-turbosms'] },
  mgqueue: { plays: ['megogo-unsubscribe'] },
  mgprocessing: { plays: ['megogo-unsubscribe'] },
  mgfreecleanup: { plays: ['megogo-unsubscribe'] },
  olltvchargefee: { plays: ['olltv-suspend'] },
  btrxupd: { plays: ['bitrix-push'], options: ['BTRX24_EXPORT_URL'] },
  btrxpolls: { plays: ['bitrix-push'], options: ['BTRX24_POLLS_URL'] },
  ophanimtraff: { plays: ['ophanim-traffic'], options: ['OPHANIMFLOW_URLS'] },
  reminder: { options: ['REMINDER_TAGID'] },
  whydoyoucall: { options: ['TELEPONY_ENABLED', 'TELEPONY_CDR'] },
  feesharvester: { options: ['STG_LOG_PATH'] },
  fastping: { programs: [fping] },
  nasmon: { programs: [fping] },
  swping: { programs: [fping] },
  fullhostscan: { programs: [nmap] },
  multigen: { programs: [radclient] },
  multigentotal: { programs: [radclient] },
  multigenpod: { programs: [radclient] },
};

/** What an action leans on; nothing when it is not listed. */
export function usesOf(name: string): ActionUses {
  return uses[name] ?? {};
}
