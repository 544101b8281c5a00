import type { Protocol } from 'puppeteer-core';
import type { Tab } from './tab.ts';

const parentsIn = ({ frame, childFrames = [] }: Protocol.Page.FrameTree): readonly [string, string][] => [
  ...(frame.parentId === undefined ? [] : [[frame.id, frame.parentId] as [string, string]]),
  ...childFrames.flatMap(parentsIn),
];

/**
 * The elements of the page's document that hold a frame which another process draws, or draws a part of, as their backend
 * ids: whatever kind they are, and in closed shadow roots too.
 */
export const framesDrawnElsewhere = async ({
  cdp,
  sessions,
}: Pick<Tab, 'cdp' | 'sessions'>): Promise<readonly number[]> => {
  const remote = sessions.parts().filter(({ type }) => type === 'iframe');
  if (remote.length === 0) return [];
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const parents = new Map(parentsIn(frameTree));
  for (const { targetId, parentFrameId } of remote) {
    if (parentFrameId !== undefined) parents.set(targetId, parentFrameId);
  }
  const outermost = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined || parent === frameTree.frame.id ? id : outermost(parent);
  };
  const owners = [...new Set(remote.map(({ targetId }) => outermost(targetId)))].map((frameId) =>
    // It may be gone by now.
    cdp.send('DOM.getFrameOwner', { frameId }).catch(() => undefined),
  );
  return (await Promise.all(owners)).flatMap((owner) => (owner === undefined ? [] : [owner.backendNodeId]));
};
