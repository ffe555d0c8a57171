/** Python's datetime module as far as templates meet it. Arithmetic and order are the objects' own `operate` and `compare`. */
export { PyDate } from './py-date.ts';
export { PyDateTime } from './py-datetime.ts';
export { PyTime } from './py-time.ts';
export { PyTimeDelta } from './timedelta.ts';
export { strptime } from './strptime.ts';
export { timeFields } from './time-fields.ts';
export { strftime } from './strftime.ts';
