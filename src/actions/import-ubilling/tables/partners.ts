/** Subscriptions at television partners, polls, traffic that collectors counted. */
import { into, NO_LOGIN, type TableImport } from '../table-import.ts';

/** The ids of the three partners' plans may be the same: each gets every tenth of ours. */
const providers = ['megogo', 'prostotv', 'olltv'] as const;

function planId(provider: (typeof providers)[number], number: number): number {
  return number * 10 + providers.indexOf(provider);
}

export const partners: readonly TableImport[] = [
  {
    from: 'mg_tariffs',
    take: row =>
      into('tv_plan', {
        tv_plan_id: planId('megogo', row.id),
        provider: 'megogo',
        plan_number: row.id,
        plan_name: row.text('name'),
        fee_minor: row.amount('fee'),
        service_id: row.optional('serviceid'),
        is_primary: row.flag('primary'),
        trial: row.flag('freeperiod'),
      }),
  },
  {
    from: 'mg_subscribers',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('tv_subscription', {
        subscriber_id,
        tv_plan_id: planId('megogo', row.number('tariffid')),
        active: row.flag('active'),
        trial: row.flag('freeperiod'),
        since: row.moment('actdate'),
      });
    },
  },
  {
    from: 'mg_queue',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      const tv_plan_id = planId('megogo', row.number('tariffid'));
      return into('tv_request', {
        subscriber_id,
        tv_plan_id,
        request: row.text('action'),
        created: row.moment('date'),
      });
    },
  },
  {
    from: 'ptv_tariffs',
    take: row =>
      into('tv_plan', {
        tv_plan_id: planId('prostotv', row.id),
        provider: 'prostotv',
        plan_number: row.id,
        plan_name: row.text('name'),
        fee_minor: row.amount('fee'),
        service_id: row.optional('serviceid'),
        is_primary: row.flag('main'),
      }),
  },
  {
    from: 'ptv_subscribers',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('tv_subscription', {
        subscriber_id,
        tv_plan_id: planId('prostotv', row.number('maintariff')),
        external_id: row.optional('subscriberid'),
        active: row.flag('active'),
        since: row.moment('date'),
      });
    },
  },
  {
    from: 'ot_tariffs',
    take: row =>
      into('tv_plan', {
        tv_plan_id: planId('olltv', row.id),
        provider: 'olltv',
        plan_number: row.id,
        plan_name: row.text('name'),
        fee_minor: row.amount('fee'),
        service_id: row.optional('alias'),
        is_primary: row.flag('main'),
      }),
  },
  {
    from: 'ot_users',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      const addon = row.number('addtariffid');
      return into('tv_subscription', {
        subscriber_id,
        tv_plan_id: planId('olltv', row.number('tariffid')),
        addon_plan_id: addon === 0 ? null : planId('olltv', addon),
        active: row.flag('active'),
        since: row.moment('date'),
      });
    },
  },
  {
    from: 'polls',
    take: row => into('poll', { poll_id: row.id, title: row.text('title'), enabled: row.flag('enabled') }),
  },
  {
    from: 'polls_options',
    take: row =>
      into('poll_option', { poll_option_id: row.id, poll_id: row.number('poll_id'), body: row.text('text') }),
  },
  {
    from: 'polls_votes',
    take: row =>
      into('poll_vote', {
        poll_id: row.number('poll_id'),
        poll_option_id: row.number('option_id'),
        login: row.text('login'),
        created: row.moment('date'),
      }),
  },
  {
    from: 'ophtraff',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('traffic_month', {
        subscriber_id,
        month: `${row.text('year')}-${row.text('month').padStart(2, '0')}`,
        source: 'ophanim',
        octets_down: row.number('D0'),
        octets_up: row.number('U0'),
      });
    },
  },
];
