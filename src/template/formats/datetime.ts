/** Python's datetime module as far as templates meet it. */
export { PyDate, PyDateTime, PyTime, type DateTimeParts } from './py-datetime.ts';
export { PyTimeDelta } from './timedelta.ts';
export { addDelta, compareDates, subtractDates } from './date-arithmetic.ts';
export { strptime } from './strptime.ts';
