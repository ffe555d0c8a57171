import type { LabReply, LabRequest, Simulator } from '../simulator.ts';
import type { FaultEffect } from './rule.ts';

/** The reply to a call under a fault, with the change of state made or not as the effect says. */
export function carryOut(simulator: Simulator, request: LabRequest, effect: FaultEffect): LabReply {
  const reply = perform(simulator, request, effect);
  if (effect.status) return statusReply(simulator, request, effect.status);
  if (effect.rpcError !== undefined)
    return simulator.failure(simulator.system === 'ocs' ? 200 : 500, effect.rpcError, request);
  if (effect.garbage)
    return { ...reply, headers: { 'content-type': 'text/html' }, body: '<html><body>It works!</body>' };
  return effect.emptyBody ? { ...reply, body: '' } : reply;
}

function perform(simulator: Simulator, request: LabRequest, effect: FaultEffect): LabReply {
  if (effect.drop === true || !(effect.commit ?? commitsByDefault(effect))) return withoutChange(simulator, request);
  const reply = simulator.handle(request);
  if (effect.duplicate) simulator.handle(request);
  return reply;
}

/** A call that is answered with an error, or not at all, has done nothing unless the rule says otherwise. */
function commitsByDefault(effect: FaultEffect): boolean {
  const refused =
    effect.status !== undefined || effect.rpcError !== undefined || effect.hang === true || effect.down !== undefined;
  return !refused && (effect.reset === undefined || effect.reset === 'mid-body');
}

function withoutChange(simulator: Simulator, request: LabRequest): LabReply {
  const kept = structuredClone(simulator.state);
  try {
    return simulator.handle(request);
  } finally {
    simulator.state = kept;
  }
}

function statusReply(
  simulator: Simulator,
  request: LabRequest,
  { code, body, headers }: NonNullable<FaultEffect['status']>,
): LabReply {
  const own = simulator.failure(code, 'fault injected', request);
  if (body === undefined) return { ...own, status: code, headers: { ...own.headers, ...headers } };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status: code, headers: { 'content-type': 'application/json', ...headers }, body: text };
}
