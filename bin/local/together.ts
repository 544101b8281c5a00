/** Waits for all of them; when one fails, the others are stopped and waited for before its error is thrown. */
export async function together(works: readonly Promise<unknown>[], stop: () => void): Promise<void> {
  try {
    await Promise.all(works);
  } catch (error) {
    stop();
    await Promise.allSettled(works);
    throw error;
  }
}
