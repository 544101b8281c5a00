/** invalid_parameter -> InvalidParameter */
export const pascalCase = (snake: string): string =>
  snake.replaceAll(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
