/** The commands of omnicrm by name, in the order `--help` shows them. */
import type { CommandEntry } from '../command.ts';

export const commands: ReadonlyMap<string, CommandEntry> = new Map<string, CommandEntry>([
  [
    'init',
    { summary: 'make the home: configuration and database', load: async () => (await import('./init.ts')).init },
  ],
  [
    'provision',
    { summary: 'order a product for a customer', load: async () => (await import('./provision.ts')).provision },
  ],
  ['deprovision', { summary: 'remove a service', load: async () => (await import('./deprovision.ts')).deprovision }],
  [
    'resume',
    { summary: 'let an interrupted or held run go on', load: async () => (await import('./resume.ts')).resume },
  ],
  [
    'rollback',
    { summary: 'undo what a run did; show or finish that', load: async () => (await import('./rollback.ts')).rollback },
  ],
  ['retry', { summary: 'try a failed run again', load: async () => (await import('./retry.ts')).retry }],
  ['cancel', { summary: 'end a run and undo it', load: async () => (await import('./cancel.ts')).cancel }],
  ['status', { summary: 'show runs, or one run', load: async () => (await import('./status.ts')).status }],
  ['notify', { summary: 'messages about failed runs', load: async () => (await import('./notify.ts')).notify }],
  [
    'message',
    {
      summary: 'SMS, Telegram and mail that wait or went out',
      load: async () => (await import('./message.ts')).message,
    },
  ],
  ['audit', { summary: 'look for things left behind', load: async () => (await import('./audit.ts')).audit }],
  ['product', { summary: 'the catalogue', load: async () => (await import('./product.ts')).product }],
  ['customer', { summary: 'customers', load: async () => (await import('./customer.ts')).customer }],
  ['inventory', { summary: 'stock: SIM cards, numbers', load: async () => (await import('./inventory.ts')).inventory }],
  ['service', { summary: 'services of customers', load: async () => (await import('./service.ts')).service }],
  [
    'subscriber',
    { summary: 'who has access by a login', load: async () => (await import('./subscriber.ts')).subscriber },
  ],
  ['tariff', { summary: 'what subscribers pay', load: async () => (await import('./tariff.ts')).tariff }],
  ['network', { summary: 'access servers, switches', load: async () => (await import('./network.ts')).network }],
  ['transaction', { summary: 'charges and credits', load: async () => (await import('./transaction.ts')).transaction }],
  ['invoice', { summary: 'invoices of transactions', load: async () => (await import('./invoice.ts')).invoice }],
  ['pbx', { summary: 'users, lines, numbers and phones', load: async () => (await import('./pbx.ts')).pbx }],
  ['user', { summary: 'who may log in', load: async () => (await import('./user.ts')).user }],
  ['apikey', { summary: 'keys for programs', load: async () => (await import('./apikey.ts')).apikey }],
  ['action', { summary: 'run remote actions', load: async () => (await import('./action.ts')).action }],
  ['cron', { summary: 'run actions at their times', load: async () => (await import('./cron.ts')).cron }],
  ['run', { summary: 'take back the money of a run', load: async () => (await import('./run.ts')).run }],
  ['verify', { summary: 'compare balances with the ledger', load: async () => (await import('./verify.ts')).verify }],
  ['import', { summary: 'take over an Ubilling', load: async () => (await import('./import.ts')).importCommand }],
  ['play', { summary: 'run, list and try out plays', load: async () => (await import('./play.ts')).play }],
  ['config', { summary: 'show the configuration', load: async () => (await import('./config.ts')).config }],
  ['key', { summary: 'keys of what is sealed in the database', load: async () => (await import('./key.ts')).key }],
  ['backup', { summary: 'copy the database to a file', load: async () => (await import('./backup.ts')).backup }],
  [
    'restore',
    { summary: 'put a backup in the place of the database', load: async () => (await import('./restore.ts')).restore },
  ],
  ['prune', { summary: 'remove what is old', load: async () => (await import('./prune.ts')).prune }],
  ['doctor', { summary: 'look whether all is well', load: async () => (await import('./doctor.ts')).doctor }],
  ['serve', { summary: 'listen for HTTP requests', load: async () => (await import('./serve.ts')).serve }],
  [
    'token',
    { summary: 'print an access token for the HTTP API', load: async () => (await import('./token.ts')).token },
  ],
  ['lab', { summary: "simulators of the operator's systems", load: async () => (await import('./lab.ts')).lab }],
  [
    'exit-codes',
    { summary: 'what each exit code means', load: async () => (await import('./exit-codes.ts')).exitCodesCommand },
  ],
]);
