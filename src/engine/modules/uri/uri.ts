import type { Module, ModuleArguments, ModuleContext, ModuleEffect, ModuleResult } from '../../module.ts';
import { Float } from '../../../template/values/types.ts';
import { connectionProblem } from '../../network/connection-problem.ts';
import type { HttpAnswer, HttpConnections, HttpRequest } from '../../network/http-request.ts';
import { socketPool } from '../../network/network-dispatchers.ts';
import { sendRequest } from '../../network/send-request.ts';
import { nothingToDo } from '../shared/creates-removes.ts';
import { reportingProblems } from '../shared/file-problem.ts';
import { absolutePath, flagArgument, listArgument, optionalText, textArgument } from '../shared/read-arguments.ts';
import { buildRequest, methodOf } from './build-request.ts';
import { answerJson, answerText, describeAnswer } from './describe-answer.ts';
import { InvalidRequest } from './invalid-request.ts';
import { uriOptions } from './options.ts';
import { saveAnswer } from './save-answer.ts';

/** Ansible's `uri`: one HTTP request, its answer as the result. */
export const uri: Module = {
  name: 'uri',
  spec: uriOptions,
  rules: { mutuallyExclusive: [['body', 'src']] },
  effect: args => effects[methodOf(args)] ?? 'once',
  run: (args, context) => reportingProblems(() => runUri(args, context)),
};

/** By method, as HTTP defines them; POST, PATCH and methods of one's own may do more when they come twice. */
const effects: Readonly<Record<string, ModuleEffect>> = {
  GET: 'read',
  HEAD: 'read',
  OPTIONS: 'read',
  PUT: 'repeatable',
  DELETE: 'repeatable',
};

async function runUri(args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const method = methodOf(args);
  if (!/^[A-Z]+$/.test(method)) return refused(`method has to be one word such as GET or POST, not ${method}`);
  if (context.check && method !== 'GET' && method !== 'HEAD') return notInCheckMode();
  const idle = nothingToDo(args, context);
  if (idle !== null)
    return { changed: false, stdout: `skipped, since '${idle.path}' ${idle.reason.slice(idle.path.length + 1)}` };
  const written = textArgument(args, 'url');
  const url = httpUrl(written);
  if (url === undefined) return { ...refused(`unknown url type: '${written}'`), status: -1, url: written };
  try {
    return await call(buildRequest(args, url, context), args, context);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.asNoAnswer ? judged(noAnswer(error.message, written), args) : refused(error.message);
  }
}

function httpUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function refused(msg: string): ModuleResult {
  return { changed: false, failed: true, msg };
}

function notInCheckMode(): ModuleResult {
  return { changed: false, skipped: true, msg: 'This action (uri) does not support check mode.' };
}

async function call(request: HttpRequest, args: ModuleArguments, context: ModuleContext): Promise<ModuleResult> {
  const started = performance.now();
  const elapsed = (): number => Math.floor((performance.now() - started) / 1000);
  const url = textArgument(args, 'url');
  let answer: HttpAnswer;
  try {
    answer = await send(request, args, context);
  } catch (error) {
    return judged({ ...noAnswer(connectionProblem(error), url), elapsed: elapsed() }, args);
  }
  const result = describeAnswer(answer, url);
  result['elapsed'] = elapsed();
  addBody(result, answer, args);
  return judged(Object.assign(result, saveAnswer(answer, args, context)), args);
}

function noAnswer(msg: string, url: string): ModuleResult {
  return { changed: false, msg, redirected: false, status: -1, url };
}

async function send(request: HttpRequest, args: ModuleArguments, context: ModuleContext): Promise<HttpAnswer> {
  const path = optionalText(args, 'unix_socket');
  if (path === null) return sendRequest(request, context);
  const pool = socketPool(absolutePath(context, path), request.url.origin);
  const connections: HttpConnections = { dispatcherFor: () => pool, signal: context.signal };
  try {
    return await sendRequest(request, connections);
  } finally {
    await pool.destroy();
  }
}

function addBody(result: ModuleResult, answer: HttpAnswer, args: ModuleArguments): void {
  const text = answerText(answer);
  const json = answerJson(answer, text);
  if (json !== undefined) result['json'] = json;
  if (flagArgument(args, 'return_content')) result['content'] = text;
}

/** The task fails unless the status is one of those which `status_code` lists. */
function judged(result: ModuleResult, args: ModuleArguments): ModuleResult {
  const wanted = listArgument(args, 'status_code').map(code => (code instanceof Float ? code.value : Number(code)));
  if (wanted.includes(Number(result['status']))) return result;
  const msg = `Status code was ${String(result['status'])} and not [${wanted.join(', ')}]: ${String(result.msg)}`;
  return { ...result, failed: true, msg };
}
