import { randomBytes } from 'node:crypto';
import { OmnicrmError } from '../errors.ts';
import { LabClock } from './clock.ts';
import { ControlServer } from './control/control-server.ts';
import { diffItems, isEmptyDiff, type LabDiff } from './diff.ts';
import { digestItems } from './digest.ts';
import { FaultList } from './faults/fault-list.ts';
import { faultSet } from './faults/fault-sets.ts';
import { Journal } from './journal.ts';
import { redactData } from './redact.ts';
import { buildSimulators, type Simulators } from './simulators.ts';
import { jsonCopy, type Json, type SystemName } from './simulator.ts';
import { seededRandom } from './random.ts';
import type { Listener } from './server/listener.ts';
import type { LabServer } from './server/lab-server.ts';
import { SimulatorServer } from './server/simulator-server.ts';
import { SmtpSimulator } from './smtp/smtp.ts';
import { SmtpServer } from './smtp/smtp-server.ts';
import type { PbxLogin } from './pbx/pbx-digest.ts';
import { Snapshots } from './snapshots.ts';
import { armFault, pickServers } from './network.ts';
import { seedSimulators } from './seed.ts';
import { settingsOf, viewHss, viewOcs, viewPay, viewPbx, viewSms, viewSmtp } from './views.ts';
import type { Lab, LabOptions } from './types.ts';

export type { Lab, LabOptions } from './types.ts';

/** Starts the simulators on loopback ports and gives the handle to them. Throws E_BACKEND_DOWN when a port is taken. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const random = seededRandom(options.randomSeed ?? 1);
  const secrets = {
    sms: options.sms?.key ?? newSecret('sms'),
    pay: options.pay?.key ?? newSecret('sk_lab'),
    pbx: { username: 'omnicrm', password: options.pbx?.password ?? newSecret('pbx') },
    token: options.token ?? newSecret('lab'),
  };
  const provisioningKeys = typeof options.hss === 'object' ? options.hss.flatMap(hss => hss.provisioningKey ?? []) : [];
  const { pbx: login, ...keys } = secrets;
  const hidden = [...Object.values(keys), login.password, ...provisioningKeys];
  const journal = new Journal(hidden);
  const clock: LabClock = new LabClock(startTime(options), () => simulators.ocs.scheduler.arm());
  const simulators = buildSimulators(options, secrets, clock, journal);
  const faults = new FaultList(() => clock.now(), random);
  const around = { faults, journal, clock, random };
  const servers = simulators.all.map(simulator => {
    const port = options.ports?.[simulator.instance] ?? 0;
    if (simulator instanceof SmtpSimulator) return new SmtpServer(simulator, port, around);
    return new SimulatorServer(simulator, port, around);
  });
  clock.listen(simulators.ocs.scheduler);
  await upOrClose(servers);
  const lab = handle({ simulators, servers, faults, journal, clock, secrets, hidden });
  const control = new ControlServer({ ...lab, stop: options.onStop }, secrets.token, options.ports?.['control'] ?? 0);
  await upOrClose([...servers, { listener: control.listener }]);
  return Object.assign(lab, {
    control: { url: control.listener.url, token: secrets.token },
    close: async () => {
      simulators.ocs.scheduler.stop();
      await Promise.all(
        [control.listener, ...servers.map(server => server.listener)].map(listener => listener.close()),
      );
    },
  });
}

interface Parts {
  readonly simulators: Simulators;
  readonly servers: readonly LabServer[];
  readonly faults: FaultList;
  readonly journal: Journal;
  readonly clock: LabClock;
  readonly secrets: { readonly sms: string; readonly pay: string; readonly pbx: PbxLogin };
  readonly hidden: readonly string[];
}

/** The lab without its control API, which is built upon it. */
function handle(parts: Parts): Omit<Lab, 'control' | 'close'> {
  const { simulators, servers, faults, journal, clock } = parts;
  const snapshots = new Snapshots(simulators.all);
  const clearFaults = (id?: string): Promise<void> => liftFaults(faults, servers, id);
  return {
    ocs: viewOcs(simulators.ocs, urlOf(servers, 'ocs')),
    hss: simulators.hss.map(hss => viewHss(hss, urlOf(servers, hss.instance))),
    sms: viewSms(simulators.sms, urlOf(servers, 'sms'), parts.secrets.sms),
    smtp: viewSmtp(simulators.smtp, urlOf(servers, 'smtp')),
    pay: viewPay(simulators.pay, urlOf(servers, 'pay'), parts.secrets.pay),
    pbx: viewPbx(simulators.pbx, urlOf(servers, 'pbx')),
    clock,
    journal,
    settings: () => settingsOf(servers, parts.secrets),
    state: (name, reveal) => stateOf(simulators, name, reveal ? undefined : parts.hidden),
    digest: systems => digestOf(simulators, systems),
    fault: rule => armFault(faults, servers, rule),
    faultSet: name => faultSet(name).map(rule => armFault(faults, servers, rule)),
    faults: () => faults.list(),
    clearFaults,
    down: name => pickServers(servers, name).forEach(server => server.listener.down()),
    up: name => upAll(name === undefined ? servers : pickServers(servers, name)),
    snapshot: name => snapshots.take(name),
    restore: name => snapshots.restore(name),
    diff: (from, to = 'now') => diffOf(simulators, snapshots, from, to),
    reset: async () => {
      await clearFaults();
      snapshots.clear();
      for (const simulator of simulators.all) simulator.state = simulator.initialState();
      journal.clear();
    },
    seed: seed => seedSimulators(simulators, seed, clock.now()),
    waitIdle: () => waitIdle(parts),
  };
}

async function liftFaults(faults: FaultList, servers: readonly LabServer[], id: string | undefined): Promise<void> {
  const removed = faults.remove(id);
  if (id !== undefined && removed.length === 0) throw new OmnicrmError('E_NOT_FOUND', `no fault has the id ${id}`);
  for (const server of servers) server.cutHanging();
  if (removed.some(fault => fault.effect.down)) await upAll(servers);
}

function diffOf(simulators: Simulators, snapshots: Snapshots, from: string, to: string): LabDiff {
  const diffs = simulators.all.map(simulator => {
    const items = (name: string) => simulator.items(snapshots.stateOf(name, simulator.instance));
    return [simulator.instance, diffItems(items(from), items(to))] as const;
  });
  return Object.fromEntries(diffs.filter(([, diff]) => !isEmptyDiff(diff)));
}

const digestedSystems: readonly SystemName[] = ['ocs', 'hss', 'sms', 'pay', 'pbx'];

function digestOf(simulators: Simulators, systems = digestedSystems): string {
  const wanted = simulators.all.filter(({ system }) => systems.includes(system));
  const items = wanted.flatMap(simulator =>
    simulator.content(simulator.state).map(item => ({ ...item, kind: `${simulator.instance} ${item.kind}` })),
  );
  return digestItems(items);
}

/** The data of one instance or of all, without secrets unless `hidden` is left out. */
function stateOf(simulators: Simulators, name: string | undefined, hidden: readonly string[] | undefined): Json {
  const wanted = simulators.all.filter(
    ({ instance, system }) => name === undefined || instance === name || system === name,
  );
  if (wanted.length === 0) throw new OmnicrmError('E_NOT_FOUND', `no system is called ${name}`);
  const states = wanted.map(simulator => [simulator.instance, jsonCopy(simulator.state)] as const);
  const state: Json = wanted.length === 1 && name !== undefined ? states[0]![1] : Object.fromEntries(states);
  return hidden ? redactData(state, hidden) : state;
}

async function waitIdle({ servers, simulators }: Parts): Promise<void> {
  while (servers.some(server => server.inFlight > 0) || simulators.ocs.callbacks.pending > 0) {
    await simulators.ocs.callbacks.settled();
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** All listen, or none does. */
async function upOrClose(servers: readonly { readonly listener: Listener }[]): Promise<void> {
  const tries = await Promise.allSettled(servers.map(({ listener }) => listener.up()));
  const failed = tries.find(attempt => attempt.status === 'rejected');
  if (!failed) return;
  await Promise.all(servers.map(({ listener }) => listener.close()));
  throw failed.reason;
}

async function upAll(servers: readonly LabServer[]): Promise<void> {
  await Promise.all(servers.map(server => server.listener.up()));
}

function urlOf(servers: readonly LabServer[], instance: string): string {
  return pickServers(servers, instance)[0]!.listener.url;
}

function startTime({ clock }: LabOptions): number | undefined {
  if (clock === undefined || clock === 'real') return undefined;
  return clock === 'virtual' ? Date.now() : Date.parse(clock.virtual);
}

function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}
