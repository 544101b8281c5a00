/** The names of a stage's queues of one kind; a stage with few slots has none for priority. */
export interface QueueNames {
  readonly standard: string;
  readonly priority?: string | undefined;
}
