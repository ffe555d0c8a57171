/** The parts of an address. */
export interface Address {
  readonly street: string | null;
  readonly building: string | null;
  readonly apartment: string | null;
}

/** Street, building and apartment as Ubilling writes them: `Main 5/12`; empty when there is no street. */
export function fullAddress({ street, building, apartment }: Address): string {
  if (!street) return '';
  const house = [building, apartment].filter(part => part !== null && part !== '' && part !== '0').join('/');
  return house === '' ? street : `${street} ${house}`;
}
