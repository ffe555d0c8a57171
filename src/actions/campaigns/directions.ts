/** Where a campaign takes its people from: subscribers, customers of cable television, employees, a list of numbers. */
export const directions = ['login', 'ukv', 'employee', 'numlist'] as const;
export type Direction = (typeof directions)[number];
