import type { MemoryTable } from './memory-table.ts';

/** Finds a table by its name. Throws a ResourceNotFoundException when there is none. */
export type TableOf = (name: string | undefined) => MemoryTable;
