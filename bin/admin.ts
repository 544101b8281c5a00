import { adminProgram } from './admin/admin-program.ts';
import { operatorSentence } from './admin/operator-sentence.ts';

try {
  await adminProgram.parseAsync();
} catch (error) {
  console.error(operatorSentence(error));
  process.exitCode = 1;
}
