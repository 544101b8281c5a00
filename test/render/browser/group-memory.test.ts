import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { groupMemory } from '../../../functions/render/browser/group-memory.ts';
import { endProcessGroup } from '../../../functions/render/browser/process-group.ts';

const MB = 1_000_000;

it.runIf(process.platform === 'linux')(
  'counts what the processes of a group have, and nobody else',
  async () => {
    const child = `const a=Buffer.alloc(${100 * MB},1);console.log('ready');setInterval(()=>a,1000)`;
    const parent = `require('child_process').spawn(process.execPath,['-e',${JSON.stringify(child)}],{stdio:'inherit'});setInterval(()=>0,1000)`;
    const leader = spawn(process.execPath, ['-e', parent], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { pid = 0 } = leader;
    try {
      await once(leader.stdout, 'data');
      const memory = groupMemory(pid);
      const near = await memory(10_000 * MB);
      expect(near).toBeGreaterThan(100 * MB);
      expect(near).toBeLessThan(300 * MB);
      // With what the two share of Node's own program, once.
      const exact = await memory(1);
      expect(exact).toBeGreaterThan(near);
      expect(exact).toBeLessThan(near + 150 * MB);
    } finally {
      await endProcessGroup(pid);
    }
    expect(await groupMemory(pid)(1)).toBe(0);
  },
);
