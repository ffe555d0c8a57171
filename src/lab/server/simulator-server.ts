import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { cutSocket } from './cut-socket.ts';
import type { LabClock } from '../clock.ts';
import { carryOut } from '../faults/carry-out.ts';
import type { ArmedFault, FaultList } from '../faults/fault-list.ts';
import { callOf, type Call } from '../faults/match.ts';
import type { FaultEffect } from '../faults/rule.ts';
import type { Journal } from '../journal.ts';
import type { LabReply, LabRequest, Simulator } from '../simulator.ts';
import { deliver, outcomeOf, pause, type DeliveryOutcome } from './deliver.ts';
import type { LabServer } from './lab-server.ts';
import { Listener } from './listener.ts';
import { readRequest } from './read-request.ts';

export interface ServerSurroundings {
  readonly faults: FaultList;
  readonly journal: Journal;
  readonly clock: LabClock;
  readonly random: () => number;
}

const noEffect: FaultEffect = {};

/** A simulator on an HTTP port: reads calls, lets faults have their way, answers, keeps the journal. */
export class SimulatorServer implements LabServer {
  readonly simulator: Simulator;
  readonly listener: Listener;
  readonly #around: ServerSurroundings;
  readonly #hanging = new Set<ServerResponse>();
  /** Calls that are being answered. */
  inFlight = 0;

  constructor(simulator: Simulator, port: number, around: ServerSurroundings) {
    this.simulator = simulator;
    this.#around = around;
    const server = createServer(
      { keepAliveTimeout: 30_000 },
      (request, response) => void this.#serve(request, response),
    );
    this.listener = new Listener(server, port, { refuses: socket => this.#refuses(socket) });
  }

  /** Ends calls that would never be answered. */
  cutHanging(): void {
    for (const response of this.#hanging) cutSocket(response.socket);
    this.#hanging.clear();
  }

  /** Is the connection cut before anything is read? */
  #refuses(socket: Socket): boolean {
    const fault = this.#around.faults.forConnection(this.simulator.system, this.simulator.instance);
    if (!fault) return false;
    cutSocket(socket);
    const request = { method: '-', path: '-', query: new URLSearchParams(), headers: {}, body: '' };
    this.#record(request, undefined, fault, undefined, 'reset', Date.now());
    return true;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = Date.now();
    const request = await readRequest(incoming);
    if (!request) return;
    this.inFlight += 1;
    try {
      await this.#answer(request, response, started);
    } finally {
      this.inFlight -= 1;
    }
  }

  async #answer(request: LabRequest, response: ServerResponse, started: number): Promise<void> {
    const call = callOf(this.simulator, request);
    const fault = this.#around.faults.forCall(call);
    const effect = fault?.effect ?? noEffect;
    await this.#delay(effect);
    const reply = this.#handle(request, effect);
    await reply.after;
    if (reply.delayMs) await pause(reply.delayMs);
    const outcome = outcomeOf(response, reply, effect);
    // Before the reply goes out: a client that has its answer finds it in the journal.
    this.#record(request, call, fault, reply, outcome, started);
    if (outcome === 'hang') this.#hanging.add(response);
    await deliver(response, reply, effect, outcome);
    if (effect.down) this.listener.down(effect.down);
  }

  /** What breaks inside a simulator is answered in its own dress; it must not end the process that tests run in. */
  #handle(request: LabRequest, effect: FaultEffect): LabReply {
    try {
      return effect === noEffect ? this.simulator.handle(request) : carryOut(this.simulator, request, effect);
    } catch (error) {
      return this.simulator.failure(500, String(error), request);
    }
  }

  async #delay({ latency }: FaultEffect): Promise<void> {
    if (latency) await pause(latency.ms + (latency.jitter ?? 0) * this.#around.random());
  }

  #record(
    request: LabRequest,
    call: Call | undefined,
    fault: ArmedFault | undefined,
    reply: LabReply | undefined,
    outcome: DeliveryOutcome,
    started: number,
  ): void {
    const { system, instance } = this.simulator;
    const query = request.query.size > 0 ? `?${request.query.toString()}` : '';
    const wasAnswered = outcome === undefined || outcome === 'truncate';
    this.#around.journal.add({
      time: this.#around.clock.now().toISOString(),
      direction: 'in',
      system,
      instance,
      method: request.method,
      path: request.path + query,
      rpc: call?.rpc,
      requestId: request.headers['x-request-id'],
      request: request.body,
      status: wasAnswered ? reply?.status : undefined,
      reply: wasAnswered ? reply?.body : undefined,
      fault: fault?.id,
      outcome,
      durationMs: Date.now() - started,
    });
  }
}
