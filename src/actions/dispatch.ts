import { didYouMean, OmnicrmError } from '../errors.ts';
import type { Action } from './action.ts';
import { actions } from './index.ts';
import { dayOf, isDay } from './calendar.ts';
import { playAction } from './plays/play-actions.ts';
import { readParams, recordedParams } from './params/read-params.ts';
import type { ActionFloor, ActionReply, ActionRequest, Outcome } from './request.ts';
import { recordRun, type NewRun } from './runs/action-run.ts';
import { runAction } from './runs/run-action.ts';

/**
 * Carries out one request, whichever door it came through: find the action, ask its gate, convert its parameters, take its lock,
 * run it, record it. A failure is a reply too; only the database's own errors are thrown, E_INPUT for a date that is none, and
 * E_USAGE for a dry run of an action that changes things outside.
 */
export async function dispatch(floor: ActionFloor, request: ActionRequest): Promise<ActionReply> {
  const action = actions.get(request.name) ?? playAction(floor.config, request.name);
  if (action === undefined) return unknownAction(request.name);
  const run = newRun(floor, action, request);
  const closed = action.gate(floor.options);
  if (closed !== undefined) return turnAway(floor, run, 'closed', closed);
  const params = readParams(action.params, request.params);
  if ('refusal' in params) return turnAway(floor, run, 'refused', params.refusal);
  return runAction(floor, request, run, params.values);
}

/** The reply for a name that no action has: Ubilling shows its login page instead. */
function unknownAction(name: string): ActionReply {
  const near = didYouMean(name, actions.keys());
  const hint = near === undefined ? 'omnicrm action list shows what there is' : `did you mean ${near}?`;
  const error = new OmnicrmError('E_NOT_FOUND', `there is no action '${name}'`, { hint });
  return { action: name, outcome: 'unknown', text: 'ERROR:UNKNOWN_ACTION', reason: error.message, counts: {}, error };
}

function newRun(floor: ActionFloor, action: Action, request: ActionRequest): NewRun {
  const { asOf, dryRun = false, door } = request;
  if (asOf !== undefined && !isDay(asOf)) {
    throw new OmnicrmError('E_INPUT', `not a date: '${asOf}'`, { hint: 'write it as 2026-11-30' });
  }
  if (dryRun && action.changes === 'outside') {
    throw new OmnicrmError('E_USAGE', `${action.name} works on files or the network: no dry run can take that back`);
  }
  return {
    action,
    params: JSON.stringify(recordedParams(action.params, request.params)),
    door,
    asOf: asOf ?? dayOf(floor.clock?.() ?? new Date()),
    dryRun,
    started: new Date().toISOString(),
  };
}

/** A refusal before anything was done is recorded as well. */
async function turnAway(floor: ActionFloor, run: NewRun, outcome: Outcome, text: string): Promise<ActionReply> {
  const runId = await recordRun(floor.db, run, { outcome: 'refused', reply: text, finished: new Date().toISOString() });
  return { action: run.action.name, outcome, text, runId, counts: {} };
}
