import type { CDPSession } from 'puppeteer-core';

/** Where banners lie, in parts of the window: at its foot, in its middle, at its top and in its lower corners. */
const places: readonly (readonly [across: number, down: number])[] = [
  [0.5, 0.95],
  [0.5, 0.5],
  [0.5, 0.05],
  [0.1, 0.9],
  [0.9, 0.9],
];

/** Runs in the page on a node: keeps its closed shadow root in this world, and says whether it is a new one. */
const keepRoot = `function () {
  const root = Node.prototype.getRootNode.call(this);
  if (!(root instanceof ShadowRoot) || root.mode !== 'closed') return false;
  const kept = (globalThis.snapstackClosed ??= new Set());
  const isNew = !kept.has(root);
  kept.add(root);
  return isNew;
}`;

/**
 * Finds closed shadow roots, which no script of the page's document can enter, by what is drawn where banners lie, and
 * leaves them for look-for-banner.ts. True: there are some that it has not seen. A few milliseconds.
 */
export const findClosedRoots = async (session: CDPSession, frameId: string): Promise<boolean> => {
  const world = await session.send('Page.createIsolatedWorld', { frameId, worldName: 'snapstack' });
  const { cssLayoutViewport } = await session.send('Page.getLayoutMetrics');
  const isNewAt = async ([across, down]: readonly [number, number]): Promise<boolean> => {
    const { backendNodeId } = await session.send('DOM.getNodeForLocation', {
      x: Math.floor(cssLayoutViewport.clientWidth * across),
      y: Math.floor(cssLayoutViewport.clientHeight * down),
    });
    const { object } = await session.send('DOM.resolveNode', {
      backendNodeId,
      executionContextId: world.executionContextId,
    });
    if (object.objectId === undefined) return false;
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: keepRoot,
      returnByValue: true,
    });
    await session.send('Runtime.releaseObject', { objectId: object.objectId });
    return result.value === true;
  };
  // Nothing is drawn in some places, and what was may be gone.
  const found = await Promise.all(places.map((place) => isNewAt(place).catch(() => false)));
  return found.includes(true);
};
