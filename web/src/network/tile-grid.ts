// SPDX-License-Identifier: Apache-2.0
/**
 * The world as tiles: each jurisdiction one square of the same size, roughly where it lies, so that a small one is seen as well as a large
 * one. The invented jurisdictions XA to XZ are an archipelago in the lower left. It is no geography and says nothing of borders.
 *
 * Drawn by hand for this project; a jurisdiction that has no tile here gets one in a row below (`placesOf`).
 */
const grid = [
  '.. .. .. .. .. .. .. GL .. .. IS .. .. NO SE FI .. .. .. .. .. .. .. .. .. .. ..',
  '.. CA .. .. .. .. .. .. .. .. IE GB .. DK .. EE .. .. .. .. .. .. .. .. .. .. ..',
  '.. US .. .. BM .. .. .. .. IM .. .. NL DE PL LV RU .. .. .. .. .. .. .. .. .. ..',
  '.. MX .. .. BS TC .. .. .. GG JE BE LU CZ SK LT BY .. .. KZ .. .. MN .. .. .. ..',
  '.. GT BZ .. CU KY .. .. .. .. FR LI AT HU RO UA .. .. .. UZ KG .. CN KP JP .. ..',
  '.. SV HN .. JM HT DO PR .. .. MC CH SI HR RS MD .. .. .. TM TJ .. HK KR .. TW ..',
  '.. .. NI .. AW CW VG AG PT ES AD SM IT BA ME BG .. .. .. AM IR AF MO .. .. .. ..',
  '.. .. CR .. .. AI KN DM LC GI .. VA MT AL MK GR TR GE AZ .. PK NP BT .. .. .. ..',
  '.. .. PA .. .. .. VC BB GD TT .. .. .. .. .. CY LB SY IQ .. IN BD MM .. VN PH ..',
  '.. .. .. CO VE GY SR .. .. .. MA DZ TN LY EG .. IL JO KW BH LK .. TH LA KH .. ..',
  '.. .. EC PE BR .. .. .. CV MR ML NE TD SD ER .. PS SA QA AE MV .. MY BN .. .. ..',
  '.. .. .. BO PY .. .. .. SN GM BF NG CF SS ET DJ .. YE OM .. .. .. SG ID TL .. ..',
  '.. .. .. CL UY .. .. .. GW GN BJ CM CG UG KE SO .. .. .. .. .. .. .. .. .. FM MH',
  '.. .. .. AR .. .. .. .. SL LR TG GQ CD RW TZ SC .. .. .. .. .. .. .. PW PG SB ..',
  '.. .. .. .. .. .. .. .. .. CI GH GA AO BI MW KM .. .. .. .. .. .. .. AU NR TV KI',
  'XA XB XC XD XE XF XG .. .. .. .. ST NA ZM MZ MU .. .. .. .. .. .. .. NZ VU FJ WS',
  'XH XI XJ XK XL XM XN .. .. .. .. .. BW ZW MG .. .. .. .. .. .. .. .. .. CK TO ..',
  'XO XP XQ XR XS XT XU .. .. .. .. .. ZA LS SZ .. .. .. .. .. .. .. .. .. .. .. ..',
  'XV XW XX XY XZ .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..',
] as const;

export interface Place {
  readonly jurisdiction: string;
  readonly column: number;
  readonly row: number;
}

export const columns = Math.max(...grid.map((line) => line.split(' ').length));
const empty = '..';

const drawn: readonly Place[] = grid.flatMap((line, row) =>
  line.split(' ').flatMap((jurisdiction, column) => (jurisdiction === empty ? [] : [{ jurisdiction, column, row }])),
);

/** Every tile, and below them one for each of these jurisdictions that has none, in the order of their codes. */
export function placesOf(jurisdictions: readonly string[]): readonly Place[] {
  const known = new Set(drawn.map(({ jurisdiction }) => jurisdiction));
  const others = [...new Set(jurisdictions)].filter((jurisdiction) => !known.has(jurisdiction)).toSorted();
  const more = others.map((jurisdiction, place) => ({
    jurisdiction,
    column: place % columns,
    row: grid.length + 1 + Math.floor(place / columns),
  }));
  return [...drawn, ...more];
}
