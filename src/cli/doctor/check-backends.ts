import { connect } from 'node:net';
import { backendsOf } from '../../provisioning/backends/backends-of.ts';
import { type Check, failure, type Finding, ok, warning } from './check.ts';

const PATIENCE_MS = 2000;

/** Every backend of the configuration takes connections; so does the mail server. */
export const checkBackends: Check = async config => {
  // The CRM itself is reached in-process; without a key nobody is charged.
  const payments = config.stripe.secretKey === undefined ? [new URL(config.stripe.baseUrl).origin] : [];
  const unused = new Set([new URL(config.baseUrl).origin, ...payments]);
  const places = [...backendsOf(config)]
    .filter(([origin]) => !unused.has(origin))
    .map(([origin, { name }]) => ({ name, ...placeOf(origin) }));
  const mail =
    config.provisioning.failureList.length === 0
      ? []
      : [{ name: 'mail', host: config.smtp.host, port: config.smtp.port }];
  if (places.length === 0) return [warning('no backend is configured', 'set ocs.OCS, hss, sms.url …')];
  return Promise.all([...places, ...mail].map(lookAt));
};

interface Place {
  readonly host: string;
  readonly port: number;
}

function placeOf(origin: string): Place {
  const { hostname, port, protocol } = new URL(origin);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

async function lookAt({ name, host, port }: Place & { readonly name: string }): Promise<Finding> {
  const problem = await connectionProblem({ host, port });
  const place = `${name} (${host}:${port})`;
  return problem === undefined
    ? ok(`${place} takes connections`)
    : failure('E_BACKEND_DOWN', `${place} cannot be reached: ${problem}`);
}

function connectionProblem(place: Place): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = connect({ ...place, timeout: PATIENCE_MS });
    const end = (problem?: string): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.on('connect', () => end());
    socket.on('timeout', () => end('no answer'));
    socket.on('error', error => end(error.message));
  });
}
