// SPDX-License-Identifier: Apache-2.0
/**
 * Countries as lists name them, as ISO 3166 alpha-2 codes. The names come from the Unicode data that Node carries; spellings that
 * lists use besides stand in a table. What is no country is null, and stays in the address or remarks.
 */
const others: Readonly<Record<string, string>> = {
  'korea, north': 'KP', 'north korea': 'KP', "democratic people's republic of korea": 'KP', dprk: 'KP', 'korea, south': 'KR', 'republic of korea': 'KR',
  burma: 'MM', 'congo, democratic republic of the': 'CD', 'democratic republic of the congo': 'CD', 'congo, republic of the': 'CG',
  'iran (islamic republic of)': 'IR', 'islamic republic of iran': 'IR', 'syrian arab republic': 'SY', 'russian federation': 'RU', russia: 'RU',
  'cote d ivoire': 'CI', "cote d'ivoire": 'CI', 'ivory coast': 'CI', 'viet nam': 'VN', 'republic of moldova': 'MD', 'united states of america': 'US',
  'west bank': 'PS', gaza: 'PS', palestinian: 'PS', palestine: 'PS', turkey: 'TR', 'czech republic': 'CZ', macedonia: 'MK', kosovo: 'XK',
  'united republic of tanzania': 'TZ', 'libyan arab jamahiriya': 'LY', 'the bahamas': 'BS', bahamas: 'BS', 'the gambia': 'GM', uae: 'AE', usa: 'US', uk: 'GB',
}; // prettier-ignore

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const codes = new Map<string, string>(Object.entries(others));
for (const first of letters) {
  for (const second of letters) {
    const code = first + second;
    // A code that was withdrawn (DD) still has a name, that of its successor.
    const name = new Intl.Locale(`und-${code}`).region === code ? names.of(code) : undefined;
    if (name !== undefined && !codes.has(name.toLowerCase())) codes.set(name.toLowerCase(), code);
  }
}

/** The code of a country by its name or code; null where it is none. */
export function countryCodeOf(text: string): string | null {
  const bare = text.trim();
  if (/^[A-Z]{2}$/.test(bare)) return bare;
  return codes.get(bare.toLowerCase().replace(/\s+/g, ' ')) ?? null;
}
