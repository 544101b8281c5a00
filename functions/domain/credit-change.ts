/** How an operator changes an account's credits: by so many, up or down, or to a number. */
export type CreditChange = { readonly by: number } | { readonly to: number };

/** Reads +10, -10 or =10, whole numbers of at most 9 digits; undefined when it is none of these. */
export const readCreditChange = (text: string): CreditChange | undefined => {
  const [, sign, digits] = /^([-+=])(\d{1,9})$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const count = Number(digits);
  if (sign === '=') return { to: count };
  return { by: sign === '+' ? count : 0 - count };
};
