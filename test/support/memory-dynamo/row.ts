/** An item. One that is stored is never changed, only replaced: who holds it has what was there at that time. */
export type Row = Readonly<Record<string, unknown>>;
