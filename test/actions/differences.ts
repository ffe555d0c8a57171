/** Where omnicrm answers or books other than the original on purpose, by scenario and step. */
import { coveragePage } from '../../src/actions/network/coverage/coverage-page.ts';
import { type BookChange, NOTHING } from './replay/books.ts';

export interface Difference {
  readonly why: string;
  /** Our reply, where it is not the recorded one. */
  readonly reply?: string;
  /** What happens to our books, where it is not the recorded change. */
  readonly change?: BookChange;
}

const once = 'money moves once for a subject in its period: the original charges again';
const checked = 'the original hands the text to its database unchecked';
const page = 'the original shows its login page';
const noLogin = 'the original books money of a login that does not exist';

const oneByOne = 'the original got both at the same moment; here one comes after the other';
const noCache = 'there is no cache that could be stale';

const repeated: Difference = { why: once, change: NOTHING };
/** Nobody listens where the recording was made. */
const untaken = (name: string): Difference => {
  return { why: 'the original says OK although its partner did not answer', reply: `ERROR:${name}_FAILED` };
};
const line = (login: string, sum: number, note: string, book = 'payments') => ({
  book,
  login,
  sum,
  cash_type: 1,
  note,
});

const coverage = coveragePage({
  width: 1000,
  height: 800,
  centre: '48.52584946874239, 25.03798691368117',
  zoom: '15',
  moment: '2026-11-21_21:00:00',
  places: ['48.5,25.0'],
});

export const differences: Readonly<Record<string, Readonly<Record<number, Difference>>>> = {
  dispatcher: {
    1: { why: `${page}; its handbook promises this text`, reply: 'ERROR:GET_NO_KEY' },
    10: { why: page, reply: 'ERROR:UNKNOWN_ACTION' },
    11: { why: page, reply: 'ERROR:UNKNOWN_ACTION' },
    12: { why: page, reply: 'ERROR:UNKNOWN_ACTION' },
    15: { why: page, reply: 'ERROR:UNKNOWN_ACTION' },
    17: { why: page, reply: '{"message":"nothing is here: module=remoteapi is wanted","code":"E_NOT_FOUND"}' },
    20: { why: page, reply: '{"message":"nothing is here: module=remoteapi is wanted","code":"E_NOT_FOUND"}' },
    26: { why: page, reply: 'ERROR:UNKNOWN_ACTION' },
    28: { why: page, reply: 'ERROR:ACTION_DISABLED' },
    37: { why: 'the serial is in the configuration: none is made', reply: 'ERROR:NO_UBSERIAL_EXISTS' },
  },
  usercash: {
    18: { why: 'the original ends with status 500 and no text', reply: 'ERROR:WRONG_OP' },
    23: {
      why: 'there is no cache of subscribers that knows a new one only a day later',
      reply: 'OK:USERCASH',
      change: { subscribers: { newbie: { balance: 500 } }, ledger: [line('newbie', 500, '')] },
    },
    24: { why: noCache, reply: 'CACHEDOG:CACHE_OK' },
  },
  sc: {
    5: { why: noLogin, change: NOTHING },
  },
  'vserviceschargefee-default': { 1: repeated },
  'vserviceschargefee-period': {
    2: repeated,
    3: repeated,
    5: { why: checked, reply: 'ERROR:WRONG_PERIOD' },
    6: { why: checked, reply: 'ERROR:WRONG_PERIOD', change: NOTHING },
  },
  'vserviceschargefee-virtual': {
    0: {
      why: noLogin,
      change: {
        subscribers: { ivan: { balance: -700 } },
        ledger: [
          line('ivan', -700, 'Service:3'),
          ...['alice', 'bob', 'dave', 'erin'].map(login => line(login, -3000, '', 'vcashlog')),
        ],
      },
    },
  },
  pt: { 1: repeated },
  'parallel paycardsqueue, both through': { 1: { why: once, reply: 'PAYCARDS_QUEUE:0' } },
  'parallel ukvfeeprocessing, both through': { 1: { why: once, reply: 'OK:UKVFEEPROCESSING:0' } },
  'parallel ddt': { 1: { why: oneByOne, reply: 'OK:DDTPROCESSING' } },
  '2024-only': {
    5: { why: 'the switch PAYMENTCARDS_ENABLED is of a later release', reply: 'ERROR:PAYCARDS_DISABLED' },
    6: {
      why: 'a later release dropped the colon; what is charged is not in this recording',
      reply: 'OK:DDTPROCESSING',
      change: {
        subscribers: { kate: { balance: -2100, credit: 1600, credit_until: '2026-11-30' } },
        ledger: [
          line('kate', -100, 'DDT: Intro1', 'paymentscorr'),
          line('kate', -2000, 'DDT: ABSOLUTE 20', 'paymentscorr'),
        ],
      },
    },
  },
  'asterisk-dispatch': {
    17: {
      why: 'the original takes somebody without a phone for the caller without a number',
      reply: 'ERROR: NOT OUR USER',
    },
  },
  backupdb: {
    0: {
      why: 'the copy is a database of SQLite in the home, checked',
      reply: 'OK:BACKUPDB ./backups/omnicrm-2026-11-21_21_00_00.db',
    },
  },
  autocleandb: {
    1: { why: 'there are no tables for each month: old rows go instead', reply: 'OK:AUTOCLEANDB 0' },
  },
  karmaguard: { 0: { why: page, reply: 'OK:KARMAGUARD' } },
  stgfeecharge2mysql: { 0: { why: page, reply: 'OK:STGFEECHARGE2MYSQL' } },
  freezemonth: { 1: repeated },
  freezedayscharge: {
    4: { why: page, reply: 'ERROR:FREEZE_DAYS_CHARGE_DISABLED' },
  },
  'fall-through actions': {
    12: { why: page, reply: 'ERROR:DSHAPER_DISABLED' },
    13: { why: `${page}: this action is gone from its later release`, reply: 'ERROR:SORM_DISABLED' },
    14: { why: `${page}: this action is gone from its later release`, reply: coverage },
    15: { why: page, reply: 'ERROR:FREEZE_DAYS_CHARGE_DISABLED' },
  },
  'watchdog-types': {
    0: { why: 'the original ends with status 500 at a task without an action', reply: 'OK:WATCHDOG' },
    1: { why: 'the original ends with status 500 at a task without an action', reply: 'OK:WATCHDOG' },
  },
  discountprocessing: { 1: repeated },
  megogo: { 1: { ...repeated, reply: '' } },
  ptvchargefee: { 0: { why: page, reply: 'OK:PTVCHARGEFEE' } },
  btrxupd: {
    0: untaken('BTRXUPD'),
    1: untaken('BTRXUPD'),
    3: { why: noCache, reply: 'CACHEDOG:CACHE_OK' },
    4: untaken('BTRXUPD'),
  },
  btrxpolls: { 0: untaken('BTRXPOLLS') },
  ophanimtraff: { 0: untaken('OPHANIMTRAFF'), 1: untaken('OPHANIMTRAFF') },
  onepunch: {
    0: { why: 'scripts are plays in a folder: PHP from a table is never run', reply: 'ERROR:NO_SUCH_SCRIPT' },
    1: { why: 'the original says OK although nothing was run', reply: 'ERROR:NO_SUCH_SCRIPT' },
  },
  senddog: {
    6: {
      why: 'the lock ends with its process: the original refuses until its pid file is removed by hand',
      reply: 'OK:SENDDOG SMS `2` TLG `0` EML `0`',
    },
  },
  'senddog-sms-rejected': {
    0: { why: 'its message stood in a file, which no dump has', reply: 'OK:SENDDOG SMS `0` TLG `0` EML `0`' },
  },
  'autocredit-field-05': {
    0: {
      why: 'the original gives an endless credit for a day written 05',
      change: {
        subscribers: {
          alice: { credit: 28555, credit_until: '2026-12-05' },
          bob: { credit: 28555, credit_until: '2026-12-05' },
          carol: { credit: 25000, credit_until: '2026-12-31' },
        },
        ledger: [],
      },
    },
  },
};
