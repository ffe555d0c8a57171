import type { ActionContext } from '../action.ts';
import { dateTimeOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { flag, optionalText } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { scanNetwork } from './programs/nmap.ts';
import { aliveByTraffic } from './traffic-marks.ts';
import { replaceOnline, type Seen } from './replace-online.ts';

export const fullhostscan = defineAction({
  name: 'fullhostscan',
  summary: 'Find out which subscribers are online: by nmap, by the traffic they made, or both.',
  params: {
    param: optionalText({ summary: 'traffdiff: who made traffic since the last look is online' }),
    nn: flag({ summary: 'without nmap' }),
  },
  lock: { overlap: 'skip' },
  timeout: 3600,
  changes: 'outside',
  run: {
    handler: async (context, { param, nn }) => {
      const scan = nn ? { lines: [], seen: [] } : await scanAll(context);
      const byTraffic = param === 'traffdiff' ? await aliveByTraffic(context) : [];
      context.count('alive by nmap', scan.seen.length);
      context.count('alive by traffic', byTraffic.length);
      if (context.options.isOn('DN_FULLHOSTSCAN')) await replaceOnline(context, [...scan.seen, ...byTraffic]);
      return done([...scan.lines, 'OK:FULLHOSTSCAN'].join('\n'));
    },
  },
});

/** Asks nmap for each network, one after another; a line of the reply for each. */
async function scanAll(context: ActionContext): Promise<{ lines: readonly string[]; seen: readonly Seen[] }> {
  const networks = await context.db.selectFrom('network').select('cidr').orderBy('network_id').execute();
  const lines: string[] = [];
  const addresses: string[] = [];
  for (const { cidr } of networks) {
    addresses.push(...(await scanNetwork(context, cidr)));
    lines.push(`${cidr} :${dateTimeOf(context.now)}:SCANNED`);
  }
  return { lines, seen: await subscribersAt(context, addresses) };
}

async function subscribersAt({ db }: ActionContext, addresses: readonly string[]): Promise<readonly Seen[]> {
  const profiles = await db.selectFrom('subscriber_profile').select(['subscriber_id', 'ip']).execute();
  const known = new Set(addresses);
  return profiles.flatMap(({ subscriber_id, ip }) => (ip && known.has(ip) ? [{ subscriber_id, seen_by: 'nmap' }] : []));
}
