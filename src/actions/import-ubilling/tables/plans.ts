/** Planned changes, fixed terms, cameras, cable TV, agents, districts, calls. */
import type { ImportBook } from '../import-book.ts';
import { into, NO_LOGIN, type TableImport } from '../table-import.ts';
import { LONG_AGO_DAY, type StagedRow } from '../staged-row.ts';

export const plans: readonly TableImport[] = [
  { from: 'dealwithit', take: row => into('task', { task_id: row.id, ...taskOf(row), state: 'due' }) },
  {
    from: 'dealwithithist',
    take: row => {
      if (row.number('done') !== 1) return 'not done yet: its task is there';
      return into('task', { ...taskOf(row), state: 'done', finished: row.optionalMoment('datetimedone') });
    },
  },
  {
    from: 'ddt_options',
    take: (row, book) => {
      const tariff_id = book.tariffs.get(row.text('tariffname'));
      const next_tariff_id = book.tariffs.get(row.text('tariffmove'));
      if (tariff_id === undefined || next_tariff_id === undefined) return 'no such tariff';
      return into('fixed_term_tariff', {
        tariff_id,
        next_tariff_id,
        fee_period: row.text('period') === 'day' ? 'day' : 'month',
        duration: row.number('duration'),
        starts_now: row.flag('startnow'),
        charge_fee: row.flag('chargefee'),
        charge_until_day: row.number('chargeuntilday'),
        charge_absolute_minor: row.amount('chargeabsolute'),
        set_credit: row.flag('setcredit'),
        credit_days: row.number('creditcustom'),
      });
    },
  },
  {
    from: 'ddt_chargeopts',
    take: (row, book) => {
      const tariff_id = book.tariffs.get(row.text('tariff'));
      if (tariff_id === undefined) return 'no such tariff';
      return into('signup_charge', {
        tariff_id,
        until_day: row.number('untilday'),
        charge_fee: row.flag('chargefee'),
        charge_absolute_minor: row.amount('absolute'),
        credit_days: row.number('creditdays'),
      });
    },
  },
  {
    from: 'ddt_users',
    take: (row, book) => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      const tariff_id = book.tariffs.get(row.text('curtariff'));
      const next_tariff_id = book.tariffs.get(row.text('nexttariff'));
      if (tariff_id === undefined || next_tariff_id === undefined) return 'no such tariff';
      return into('fixed_term', {
        subscriber_id,
        tariff_id,
        next_tariff_id,
        start_date: row.day('startdate') ?? book.today,
        end_date: row.day('enddate') ?? book.today,
        active: row.flag('active'),
      });
    },
  },
  {
    from: 'visor_users',
    take: row =>
      into('camera_owner', {
        camera_owner_id: row.id,
        owner_name: row.text('realname'),
        primary_subscriber_id: row.subscriber('primarylogin') ?? null,
        charge_cameras: row.flag('chargecams'),
      }),
  },
  {
    from: 'visor_cams',
    take: row => {
      const subscriber_id = row.subscriber();
      if (subscriber_id === undefined) return NO_LOGIN;
      return into('camera', { camera_id: row.id, camera_owner_id: row.number('visorid'), subscriber_id });
    },
  },
  {
    from: 'ukv_tariffs',
    take: (row, book) => {
      book.parts.set(`cable tariff ${row.id}`, {});
      const tariff = { tariff_name: row.text('tariffname'), fee_minor: row.amount('price') };
      return into('cable_tariff', { cable_tariff_id: row.id, ...tariff });
    },
  },
  {
    from: 'ukv_users',
    take: (row, book) => {
      const balance_minor = row.amount('cash');
      book.balance('cable', row.id, balance_minor);
      book.parts.set(`cable subscriber ${row.id}`, {});
      return into('cable_subscriber', {
        cable_subscriber_id: row.id,
        contract: row.optional('contract'),
        real_name: row.optional('realname'),
        mobile: row.optional('mobile'),
        cable_tariff_id: cableTariff(row, book, 'tariffid'),
        next_cable_tariff_id: cableTariff(row, book, 'tariffnmid'),
        balance_minor,
        active: row.flag('active'),
        created: row.moment('regdate'),
      });
    },
  },
  {
    from: 'ukv_payments',
    take: (row, book) => {
      const amount_minor = row.money('summ');
      if (amount_minor === null) return 'the sum is no amount';
      const before_minor = row.amount('balance');
      const owner_id = row.number('userid');
      if (!book.parts.has(`cable subscriber ${owner_id}`)) return 'no subscriber of this number';
      book.moved('cable', owner_id, amount_minor);
      return into('ledger', {
        account: 'cable',
        owner_id,
        business_date: row.day('date') ?? LONG_AGO_DAY,
        created: row.pastMoment('date'),
        kind: 'payment',
        amount_minor,
        before_minor,
        after_minor: before_minor + amount_minor,
        cash_type_id: row.number('cashtypeid') || null,
        actor: row.text('admin'),
        note: row.text('note'),
        action: 'import',
      });
    },
  },
  {
    from: 'ukv_fees',
    take: (row, book) =>
      into('action_mark', {
        action: 'ukvfeeprocessing',
        subject: '',
        period: row.text('yearmonth'),
        created: book.created,
      }),
  },
  {
    from: 'contrahens',
    take: row =>
      into('agent', {
        agent_id: row.id,
        agent_name: row.text('contrname'),
        abbreviation: row.text('agnameabbr'),
        registry_code: row.text('edrpo'),
        tax_code: row.text('ipn'),
        license_number: row.text('licensenum'),
        bank_account: row.text('bankacc'),
        bank_name: row.text('bankname'),
        bank_code: row.text('bankcode'),
        legal_address: row.text('juraddr'),
        postal_address: row.text('phisaddr'),
        phone: row.text('phone'),
        signatory: row.text('agsignatory'),
        signatory_genitive: row.text('agsignatory2'),
        basis: row.text('agbasis'),
        email: row.text('agmail'),
        site_url: row.text('siteurl'),
      }),
  },
  {
    from: 'ahenassign',
    take: row => into('agent_rule', { agent_id: row.number('ahenid'), street_part: row.text('streetname') }),
  },
  {
    from: 'ahenassignstrict',
    take: row => {
      const subscriber_id = row.subscriber();
      return subscriber_id === undefined
        ? NO_LOGIN
        : into('agent_rule', { agent_id: row.number('agentid'), subscriber_id });
    },
  },
  { from: 'districtnames', take: row => into('district', { district_id: row.id, district_name: row.text('name') }) },
  {
    from: 'districtdata',
    take: (row, book) => {
      const building = book.parts.get(`build ${row.text('buildid')}`);
      const street = building ?? book.parts.get(`street ${row.text('streetid')}`);
      const city = street ?? book.parts.get(`city ${row.text('cityid')}`);
      if (city?.['city'] === undefined) return 'no such city';
      return into('district_rule', {
        district_id: row.number('districtid'),
        city: city['city'],
        street: street?.['street'] ?? null,
        building: building?.['building'] ?? null,
      });
    },
  },
  {
    from: 'callshist',
    take: row =>
      into('call', {
        call_id: row.id,
        number: row.text('number'),
        login: row.text('login'),
        created: row.moment('date'),
      }),
  },
];

/** Null for none, and for one that is not there: that is told. */
function cableTariff(row: StagedRow, book: ImportBook, column: string): number | null {
  const id = row.number(column);
  if (id === 0 || book.parts.has(`cable tariff ${id}`)) return id || null;
  book.note(`cable subscribers of the tariff ${id}, which is not there: they have none now`);
  return null;
}

function taskOf(row: StagedRow) {
  return {
    due: row.text('date').slice(0, 10),
    login: row.text('login'),
    task_action: row.text('action'),
    param: row.text('param'),
    notes: row.text('note'),
    created: row.moment('mtime'),
  };
}
