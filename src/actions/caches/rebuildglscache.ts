import type { ActionContext } from '../action.ts';
import { fullAddress } from '../agents/full-address.ts';
import { defineAction } from '../define-action.ts';
import { done, skipped } from '../reply.ts';
import { exportFile } from '../export-file.ts';

const FIELDS = ['address', 'realname', 'ip', 'mac', 'contract', 'phone', 'mobile', 'payid', 'tags', 'login', 'email'];

export const rebuildglscache = defineAction({
  name: 'rebuildglscache',
  summary: 'Write everything that subscribers can be found by to exports/globalsearch.json.',
  lock: { name: 'glsrebuild', overlap: 'skip', busy: 'SKIPPED:ALREADY_RUNNING' },
  changes: 'outside',
  run: {
    handler: async context => {
      if (context.options.isOn('SPHINX_SEARCH_ENABLED')) return skipped('SKIPPED:SPHINX_SEARCH_ENABLED');
      const named = context.options.list('GLOBALSEARCH_FIELDS');
      const entries = await entriesOf(context, new Set(named.length === 0 ? FIELDS : named));
      exportFile(context, 'exports/globalsearch.json', JSON.stringify(entries));
      context.count('entries', entries.length);
      return done('OK:REBUILDGLSCACHE');
    },
  },
});

/** Something to find, and the login it leads to. */
interface SearchEntry {
  readonly id: number;
  readonly category: string;
  readonly label: string;
  /** The label as it is compared. */
  readonly lower: string;
  readonly link: string;
}

async function entriesOf(context: ActionContext, fields: ReadonlySet<string>): Promise<readonly SearchEntry[]> {
  const found = [
    ...(await ofSubscribers(context)),
    ...(await ofHosts(context)),
    ...(await ofPhones(context)),
    ...(await ofTags(context)),
  ];
  const wanted = found.filter(({ category, label }) => label !== '' && fields.has(category));
  return wanted.map((entry, index) => ({ id: index + 1, ...entry, lower: entry.label.toLowerCase() }));
}

type Found = Omit<SearchEntry, 'id' | 'lower'>;

async function ofSubscribers({ db }: ActionContext): Promise<readonly Found[]> {
  const users = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .select(['s.login', 'f.real_name', 'f.ip', 'f.contract', 'f.payment_id', 'f.email'])
    .select(['f.street', 'f.building', 'f.apartment'])
    .orderBy('s.subscriber_id')
    .execute();
  return users.flatMap(user => {
    const { login, real_name, ip, contract, payment_id, email } = user;
    const texts = {
      login,
      address: fullAddress(user),
      realname: real_name,
      ip,
      contract,
      payid: payment_id,
      email,
    };
    return Object.entries(texts).map(([category, label]) => ({ category, label: label ?? '', link: login }));
  });
}

async function ofHosts({ db }: ActionContext): Promise<readonly Found[]> {
  const hosts = await db
    .selectFrom('host as h')
    .innerJoin('subscriber as s', 's.subscriber_id', 'h.subscriber_id')
    .select(['h.mac', 's.login'])
    .orderBy('h.host_id')
    .execute();
  return hosts.map(({ mac, login }) => ({ category: 'mac', label: mac ?? '', link: login }));
}

async function ofPhones({ db }: ActionContext): Promise<readonly Found[]> {
  const phones = await db
    .selectFrom('phone as p')
    .innerJoin('subscriber as s', 's.subscriber_id', 'p.subscriber_id')
    .select(['p.kind', 'p.number as label', 's.login as link'])
    .orderBy('p.phone_id')
    .execute();
  return phones.map(({ kind, label, link }) => ({ category: kind === 'phone' ? 'phone' : 'mobile', label, link }));
}

async function ofTags({ db }: ActionContext): Promise<readonly Found[]> {
  const tags = await db
    .selectFrom('subscriber_tag as st')
    .innerJoin('tag as t', 't.tag_id', 'st.tag_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'st.subscriber_id')
    .select(['t.tag_name as label', 's.login as link'])
    .orderBy('s.subscriber_id')
    .orderBy('t.tag_id')
    .execute();
  return tags.map(tag => ({ category: 'tags', ...tag }));
}
