import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { groupMembers } from '../../../functions/render/browser/group-members.ts';
import { endProcessGroup } from '../../../functions/render/browser/process-group.ts';

/** Starts a child of its own for each line it reads, and tells its number. */
const parent = `require('readline').createInterface({input:process.stdin}).on('line',()=>
  console.log(require('child_process').spawn(process.execPath,['-e','setInterval(()=>0,1000)'],{stdio:'ignore'}).pid))`;

it.runIf(process.platform === 'linux')(
  'finds who has come since the last look and misses who has gone, and sees nobody else',
  async () => {
    const leader = spawn(process.execPath, ['-e', parent], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { pid = 0 } = leader;
    const child = async () => {
      leader.stdin.write('\n');
      return Number(await once(leader.stdout, 'data'));
    };
    try {
      const members = groupMembers(pid);
      const sorted = () => members().toSorted((one, other) => one - other);
      expect(sorted()).toEqual([pid]);
      const one = await child();
      expect(sorted()).toEqual([pid, one].toSorted((a, b) => a - b));
      const other = await child();
      expect(sorted()).toEqual([pid, one, other].toSorted((a, b) => a - b));
      process.kill(one, 'SIGKILL');
      await expect.poll(sorted).toEqual([pid, other].toSorted((a, b) => a - b));
    } finally {
      await endProcessGroup(pid);
    }
    expect(groupMembers(pid)()).toEqual([]);
  },
);
