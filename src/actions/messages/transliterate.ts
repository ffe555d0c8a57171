/** Letters of Ukrainian and Russian in Latin as Ubilling writes them, for gateways that charge twice for others; apostrophes are left out. */
const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

export function transliterate(text: string): string {
  return text.replaceAll(/[\p{Script=Cyrillic}'`’]/gu, letter => {
    const small = letters[letter.toLowerCase()] ?? '';
    return letter === letter.toLowerCase() ? small : small.slice(0, 1).toUpperCase() + small.slice(1);
  });
}
