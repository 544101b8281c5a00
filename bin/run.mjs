// The way in for every npm script: plain JavaScript without dependencies, since it runs before anything is
// installed, on whatever Node is there. Only import() below, so that an old Node still reads as far as the refusal.
const oldest = 20;

if (Number(process.version.slice(1).split('.')[0]) < oldest) {
  console.error(
    'Node ' +
      process.version +
      ' is too old for this project: install Node ' +
      oldest +
      ' or newer from https://nodejs.org and run the command again.',
  );
  process.exitCode = 1;
} else {
  import('./run/main.mjs').then((module) => module.main(process.argv.slice(2)));
}
