/** Walks tasks and blocks with the hosts of a play in step: each host carries its own failure, a rescue takes it away. */
import type { Block, Node } from '../playbook.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import { runTask } from './run-task.ts';
import type { Section } from './section.ts';

/** Runs a list of nodes on the hosts that are still active at each. */
export async function runNodes(
  nodes: readonly Node[],
  play: PlayRun,
  hosts: readonly HostState[],
  section: Section,
): Promise<void> {
  for (const node of nodes) {
    const active = hosts.filter(host => host.active);
    if (active.length === 0) return;
    await (node.kind === 'block' ? runBlock(node, play, active, section) : runTask(node, play, active, section));
  }
}

/** Runs block, rescue and always; a role's body only on hosts that have not finished that role. */
async function runBlock(block: Block, play: PlayRun, active: readonly HostState[], section: Section): Promise<void> {
  const role = block.completes;
  const hosts =
    role === undefined || role.allowDuplicates ? active : active.filter(host => !host.rolesDone.has(role.identity));
  if (hosts.length === 0) return;
  const rescuable = section.rescuable || block.rescue.length > 0;
  const name = block.completes === undefined ? 'block' : section.name;
  if (!entersAtRescue(block, play)) await runNodes(block.block, play, hosts, { ...section, name, rescuable });
  else await enterRescue(block, play, hosts, { ...section, name, rescuable });
  if (block.rescue.length > 0) await runRescue(block, play, hosts, section);
  if (block.always.length > 0) await runAlways(block, play, hosts, section);
  if (role) for (const host of hosts) leaveRole(host, role);
}

async function runRescue(block: Block, play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void> {
  const failed = hosts.filter(host => play.toRescue(block, host));
  if (failed.length === 0) return;
  for (const host of failed) {
    play.emit({ type: 'rescue', host: host.name, failed: host.failure?.info });
    host.failure = undefined;
  }
  await runNodes(block.rescue, play, failed, { ...section, name: 'rescue', shielded: true });
}

/** The always section runs on failed hosts too; their failure stands again afterwards. */
async function runAlways(block: Block, play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void> {
  const kept = new Map(hosts.map(host => [host, host.failure]));
  for (const host of hosts) host.failure = undefined;
  await runNodes(block.always, play, hosts, { ...section, name: 'always', shielded: true });
  for (const [host, failure] of kept) host.failure ??= failure;
}

function leaveRole(host: HostState, role: NonNullable<Block['completes']>): void {
  if (host.leavingRole === role) host.leavingRole = undefined;
  if (host.active) host.rolesDone.add(role.identity);
}

function entersAtRescue(block: Block, play: PlayRun): boolean {
  return play.isRemovalBlock(block);
}

/** A removal: only a guard of the body runs. Whether it fails or not, the rescue is what comes next. */
async function enterRescue(block: Block, play: PlayRun, hosts: readonly HostState[], section: Section): Promise<void> {
  const guard = block.block[0];
  if (guard !== undefined && isGuard(guard)) await runNodes([guard], play, hosts, section);
}

const guards = new Set(['fail', 'assert']);

/** A first task that only ever fails or passes: such a task may run in a removal. */
function isGuard(node: Node): boolean {
  return node.kind === 'task' && guards.has(node.module.name) && node.loop === undefined;
}
