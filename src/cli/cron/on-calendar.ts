/** A crontab's five fields as systemd's calendar events (systemd.time(7)). */

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** One event, or two where both the day of the month and of the week are given: a crontab then means either. */
export function calendarsOf(schedule: string): readonly string[] {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.split(' ');
  const event = (dayOfMonth: string, dayOfWeek: string): string => {
    const week = dayOfWeek === '*' ? '' : `${weekdaysOf(dayOfWeek)} `;
    const date = `*-${numbersOf(month, 1)}-${numbersOf(dayOfMonth, 1)}`;
    return `${week}${date} ${numbersOf(hour, 0)}:${numbersOf(minute, 0)}:00`;
  };
  if (day.startsWith('*') || weekday.startsWith('*')) return [event(day, weekday)];
  return [event(day, '*'), event('*', weekday)];
}

// `1-5` is `1..5`, every 20th is `0/20`, `1-30/2` is `1..30/2`.
function numbersOf(field: string, least: number): string {
  return field
    .split(',')
    .map(part => {
      const [range = '*', step] = part.split('/');
      const numbers = range === '*' ? '*' : range.split('-').map(numberOf).join('..');
      if (step === undefined || step === '1') return numbers;
      return `${range === '*' ? least : numbers}/${step}`;
    })
    .join(',');
}

function numberOf(text: string): string {
  const month = months.indexOf(text.toUpperCase());
  return month === -1 ? String(Number(text)) : String(month + 1);
}

/** Every day that the field means, one by one: systemd has no steps there. */
function weekdaysOf(field: string): string {
  const named = field.split(',').flatMap(part => {
    const [range = '', step = '1'] = part.split('/');
    const [first = 0, last = first] = range === '*' ? [0, 6] : range.split('-').map(dayNumber);
    return days.filter((_day, at) => at >= first && at <= last && (at - first) % Number(step) === 0);
  });
  return [...new Set(named)].join(',');
}

function dayNumber(text: string): number {
  const at = days.findIndex(day => day.toUpperCase() === text.toUpperCase());
  return at === -1 ? Number(text) : at;
}
