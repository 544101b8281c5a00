/** Aspect ratios, width:height (contract, `ratio`). */
export const ratios = [
  '16:9',
  '4:3',
  '16:10',
  '3:2',
  '2:1',
  '1:1',
  '9:16',
  '3:4',
  '10:16',
  '2:3',
  '1:2',
] as const;
export type Ratio = (typeof ratios)[number];
