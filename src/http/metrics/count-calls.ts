import type { Dispatcher } from 'undici';
import type { Metrics } from './metrics.ts';

/** Dispatchers whose calls are counted under a backend's name; one for each, as pools are told apart by identity. */
export function callCounter(metrics: Metrics): (dispatcher: Dispatcher, backend: string) => Dispatcher {
  const made = new WeakMap<Dispatcher, Dispatcher>();
  return (dispatcher, backend) => {
    const counted = made.get(dispatcher) ?? dispatcher.compose(countingDispatch(metrics, backend));
    made.set(dispatcher, counted);
    return counted;
  };
}

function countingDispatch(metrics: Metrics, backend: string): Dispatcher.DispatcherComposeInterceptor {
  return dispatch => (options, handler) => {
    const began = performance.now();
    const told = (outcome: string): void => metrics.call(backend, outcome, (performance.now() - began) / 1000);
    return dispatch(options, watched(handler, told));
  };
}

/** The handler as it is, with the ends of the call looked at. */
function watched(handler: Dispatcher.DispatchHandler, told: (outcome: string) => void): Dispatcher.DispatchHandler {
  let status = 0;
  return {
    onRequestStart: (...it) => handler.onRequestStart?.(...it),
    onRequestUpgrade: (...it) => handler.onRequestUpgrade?.(...it),
    onResponseStart: (controller, code, headers, message) => {
      status = code;
      handler.onResponseStart?.(controller, code, headers, message);
    },
    onResponseData: (...it) => handler.onResponseData?.(...it),
    onResponseEnd: (controller, trailers) => {
      told(`${Math.floor(status / 100)}xx`);
      handler.onResponseEnd?.(controller, trailers);
    },
    onResponseError: (controller, error) => {
      told('none');
      handler.onResponseError?.(controller, error);
    },
  };
}
