/** True where what is installed is what Lambda needs, and runs: Linux on x64, with glibc. */
export const isLambdasPlatform = (): boolean => {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && process.arch === 'x64' && header.glibcVersionRuntime !== undefined;
};
