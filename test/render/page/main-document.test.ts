import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mainDocument } from '../../../functions/render/page/main-document.ts';

const asked = (id: string, url: string) => ({
  frameId: 'main',
  requestId: id,
  loaderId: id,
  request: { url },
});

const setUp = () => {
  const sent: string[] = [];
  /** What the browser answers, command by command. */
  const answers: object[] = [];
  const send = async (method: string) => {
    sent.push(method);
    return answers.shift() ?? {};
  };
  const events = Object.assign(new EventEmitter(), { send });
  const document = mainDocument(events as unknown as CDPSession, 'main');
  const commit = (loaderId: string, url: string) =>
    events.emit('Page.frameNavigated', { frame: { id: 'main', loaderId, url } });
  return { events, document, commit, sent, answers };
};

it('awaits the first document, and no other that the page sets out for later', () => {
  const { events, document, commit } = setUp();
  events.emit('Network.requestWillBeSent', asked('1', 'http://example.com/'));
  expect(document.awaitedUrl()).toBe('http://example.com/');
  commit('1', 'http://example.com/');
  expect(document.awaitedUrl()).toBeUndefined();
  events.emit('Network.requestWillBeSent', asked('2', 'http://10.0.0.1/'));
  expect(document.awaitedUrl()).toBeUndefined();
});

it('is stuck again once the page has called off its step to another document', () => {
  const { events, document, commit } = setUp();
  events.emit('Page.frameStartedLoading', { frameId: 'main' });
  commit('1', 'http://example.com/');
  void document.loaded();
  expect(document.isStuck()).toBe(true);
  events.emit('Network.requestWillBeSent', asked('2', 'http://example.com/next'));
  expect(document.isStuck()).toBe(false);
  events.emit('Network.loadingFailed', { requestId: '2', errorText: 'net::ERR_ABORTED' });
  expect(document.isStuck()).toBe(true);
});

it('tells whether the document is the one that was taken note of', async () => {
  const { document, commit } = setUp();
  commit('1', 'http://example.com/');
  const noted = document.note();
  expect(noted.isThere()).toBe(true);
  commit('2', 'http://example.com/');
  expect(noted.isThere()).toBe(false);
  await noted.gone();
});

describe('a step to a document that was called off', () => {
  const aborted = { loaderId: '1', errorText: 'net::ERR_ABORTED' };

  it('is asked for once more, since so ends what a dying process was to show', async () => {
    const { document, commit, sent, answers } = setUp();
    commit('2', 'http://example.com/');
    answers.push(aborted, { loaderId: '2' });
    await document.navigate('http://example.com/');
    expect(sent).toEqual(['Page.navigate', 'Page.navigate']);
  });

  it('has failed when it is called off again', async () => {
    const { document, sent, answers } = setUp();
    answers.push(aborted, aborted);
    await expect(document.navigate('http://example.com/')).rejects.toThrow('net::ERR_ABORTED');
    expect(sent).toHaveLength(2);
  });

  it('has failed at once when a file came in its place', async () => {
    const { document, sent, answers } = setUp();
    answers.push({ ...aborted, isDownload: true });
    await expect(document.navigate('http://example.com/')).rejects.toThrow('net::ERR_ABORTED');
    expect(sent).toHaveLength(1);
  });

  it('has failed at once when its answer had no content', async () => {
    const { events, document, sent, answers } = setUp();
    answers.push(aborted);
    events.emit('Network.responseReceived', { ...asked('1', ''), response: { status: 204 } });
    await expect(document.navigate('http://example.com/')).rejects.toThrow('net::ERR_ABORTED');
    expect(sent).toHaveLength(1);
  });
});

describe('a document that is to stay', () => {
  const scheduled = { frameId: 'main', delay: 20, url: 'http://example.com/' };
  const requested = { frameId: 'main', url: 'http://example.com/next', disposition: 'currentTab' };

  it.each<[string, string, object]>([
    ['has named a time at which it leaves', 'Page.frameScheduledNavigation', scheduled],
    ['has asked for another', 'Page.frameRequestedNavigation', requested],
    ['waits for another’s answer', 'Network.requestWillBeSent', asked('2', 'http://example.com/next')],
  ])('has that called off where it %s', async (_, name, event) => {
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    events.emit(name, event);
    await document.stay();
    expect(sent).toEqual(['Page.stopLoading']);
  });

  it('also has called off what its scripts did before they were stopped', async () => {
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    await document.stay(async () => {
      events.emit('Page.frameRequestedNavigation', requested);
    });
    expect(sent).toEqual(['Page.stopLoading']);
  });

  it.each<[string, string, object]>([
    ['opened a window', 'Page.frameRequestedNavigation', { ...requested, disposition: 'newTab' }],
    ['has a frame that leaves', 'Page.frameRequestedNavigation', { ...requested, frameId: 'child' }],
    ['has called it off itself', 'Page.frameClearedScheduledNavigation', { frameId: 'main' }],
  ])('keeps what is on its way where it only %s', async (_, name, event) => {
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    if (name === 'Page.frameClearedScheduledNavigation') {
      events.emit('Page.frameScheduledNavigation', scheduled);
    }
    events.emit(name, event);
    await document.stay();
    expect(sent).toEqual([]);
  });

  it('keeps what is on its way where it would leave long after any capture', async () => {
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    events.emit('Page.frameScheduledNavigation', { ...scheduled, delay: 900 });
    await document.stay();
    expect(sent).toEqual([]);
  });

  it('has a meta refresh called off that went on waiting while a script moved within the document', async () => {
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    events.emit('Page.frameScheduledNavigation', scheduled);
    events.emit('Page.frameScheduledNavigation', { ...scheduled, delay: 0, url: 'http://example.com/#part' });
    events.emit('Page.frameClearedScheduledNavigation', { frameId: 'main' });
    await document.stay();
    expect(sent).toEqual(['Page.stopLoading']);
  });

  it('keeps what is on its way where it has arrived, or come to nothing', async () => {
    const { events, document, commit, sent } = setUp();
    events.emit('Page.frameRequestedNavigation', requested);
    events.emit('Page.frameScheduledNavigation', scheduled);
    commit('1', 'http://example.com/');
    events.emit('Page.frameRequestedNavigation', requested);
    events.emit('Page.frameStoppedLoading', { frameId: 'main' });
    await document.stay();
    expect(sent).toEqual([]);
  });

  it('is known to have been replaced from the moment on at which it was to stay', async () => {
    const { document, commit } = setUp();
    commit('1', 'http://example.com/');
    let isReplaced = false;
    const note = () =>
      void document.replaced().then(() => {
        isReplaced = true;
      });
    await document.stay();
    note();
    await Promise.resolve();
    expect(isReplaced).toBe(false);
    await document.stay(async () => void commit('2', 'http://example.com/'));
    note();
    await Promise.resolve();
    expect(isReplaced).toBe(true);
  });
});

describe('a document that could not be had', () => {
  const refused = { loaderId: '1', errorText: 'net::ERR_EMPTY_RESPONSE' };
  const url = 'chrome-error://chromewebdata/';
  const errorPage = { frame: { id: 'main', loaderId: '1', url, unreachableUrl: 'http://example.com/' } };

  it('may be asked for again, and is not there while only the browser’s word for the first time is', async () => {
    const { events, document, commit, answers } = setUp();
    answers.push(refused, { loaderId: '2' });
    await expect(document.navigate('http://example.com/')).rejects.toThrow('net::ERR_EMPTY_RESPONSE');
    let isThere = false;
    const again = document.navigate('http://example.com/').then(() => {
      isThere = true;
    });
    events.emit('Page.frameNavigated', errorPage);
    await new Promise(setImmediate);
    expect(isThere).toBe(false);
    commit('2', 'http://example.com/');
    await again;
    expect(document.shown()).toMatchObject({ url: 'http://example.com/' });
  });

  it('is awaited still while it is asked for again, at the end of its redirects', async () => {
    const { events, document, answers } = setUp();
    answers.push(refused, refused);
    await expect(document.navigate('http://example.com/')).rejects.toThrow();
    events.emit('Page.frameNavigated', errorPage);
    events.emit('Network.requestWillBeSent', asked('2', 'http://example.com/'));
    events.emit('Network.requestWillBeSent', asked('2', 'http://10.0.0.1/'));
    expect(document.awaitedUrl()).toBe('http://10.0.0.1/');
    events.emit('Network.loadingFailed', { requestId: '2', errorText: 'net::ERR_EMPTY_RESPONSE' });
    await expect(document.navigate('http://example.com/')).rejects.toMatchObject({ url: 'http://10.0.0.1/' });
  });
});

describe('how far a document has come', () => {
  const here = 'http://example.com/';
  const elsewhere = asked('2', 'http://example.com/next');
  const loaded = (events: EventEmitter) => {
    events.emit('Page.loadEventFired', {});
    events.emit('Page.frameStoppedLoading', { frameId: 'main' });
  };
  const nothing = { isLoading: false, isLeaving: false, isBroken: false };

  it('is not to its end before its load event', () => {
    const { events, document, commit } = setUp();
    events.emit('Page.frameStartedLoading', { frameId: 'main' });
    commit('1', here);
    expect(document.progress()).toEqual({ ...nothing, isLoading: true });
    loaded(events);
    expect(document.progress()).toEqual(nothing);
  });

  it('is taken at the moment at which it is to stay, not when it has been called off', async () => {
    const { events, document, commit, sent } = setUp();
    commit('1', here);
    loaded(events);
    events.emit('Network.requestWillBeSent', elsewhere);
    await document.stay();
    expect(sent).toEqual(['Page.stopLoading']);
    events.emit('Network.loadingFailed', { requestId: '2', errorText: 'net::ERR_ABORTED' });
    events.emit('Page.frameStoppedLoading', { frameId: 'main' });
    expect(document.progress()).toEqual({ ...nothing, isLeaving: true });
    // It is photographed a second time: what was called off did not come to its end since.
    await document.stay();
    expect(document.progress()).toEqual({ ...nothing, isLeaving: true });
  });

  it('is not to its end where its connections were cut', () => {
    const { events, document, commit } = setUp();
    commit('1', here);
    document.cutOff();
    events.emit('Network.loadingFailed', { requestId: '1', errorText: 'net::ERR_CONNECTION_RESET' });
    loaded(events);
    expect(document.progress()).toEqual({ ...nothing, isLoading: true });
  });

  it('is to its end where it only loads itself anew', () => {
    const { events, document, commit } = setUp();
    commit('1', here);
    loaded(events);
    events.emit('Page.frameStartedLoading', { frameId: 'main' });
    events.emit('Network.requestWillBeSent', asked('2', `${here}#again`));
    expect(document.progress()).toEqual(nothing);
  });

  it('is not to its end where a script has begun it anew', () => {
    const { events, document, commit } = setUp();
    commit('1', here);
    loaded(events);
    events.emit('Page.frameStartedLoading', { frameId: 'main' });
    expect(document.progress()).toEqual({ ...nothing, isLoading: true });
  });

  it.each([
    ['net::ERR_CONTENT_LENGTH_MISMATCH', true],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', true],
    ['net::ERR_CONNECTION_RESET', true],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', true],
    ['net::ERR_ABORTED', false],
    ['net::ERR_CONTENT_DECODING_FAILED', false],
  ])('after %s is short of its end: %s', (errorText, isBroken) => {
    const { events, document, commit } = setUp();
    commit('1', here);
    events.emit('Network.loadingFailed', { requestId: '1', errorText });
    loaded(events);
    expect(document.progress()).toEqual({ ...nothing, isBroken });
  });

  it('is its own, and not that of the one before', () => {
    const { events, document, commit } = setUp();
    commit('1', here);
    events.emit('Network.loadingFailed', { requestId: '1', errorText: 'net::ERR_CONNECTION_RESET' });
    commit('2', here);
    loaded(events);
    expect(document.progress()).toEqual(nothing);
  });
});

describe('a step to another document that has no answer', () => {
  afterEach(() => void vi.useRealTimers());
  const leaving = async (ms: number) => {
    vi.useFakeTimers();
    const { events, document, commit, sent } = setUp();
    commit('1', 'http://example.com/');
    void document.loaded();
    events.emit('Page.frameStartedLoading', { frameId: 'main' });
    events.emit('Network.requestWillBeSent', asked('2', 'http://example.com/next'));
    await vi.advanceTimersByTimeAsync(ms);
    return { document, commit, sent, events };
  };

  it('is waited for as long as the page is', async () => {
    const { sent } = await leaving(60_000);
    expect(sent).toEqual([]);
  });

  it('is called off at once where the page is waited for again after long', async () => {
    const { document, sent } = await leaving(15_000);
    void document.loaded();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(['Page.stopLoading']);
    expect(document.progress()).toMatchObject({ isLeaving: true });
  });

  it('is called off after a while where it is new', async () => {
    const { document, sent } = await leaving(1_000);
    void document.loaded();
    await vi.advanceTimersByTimeAsync(3_900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(101);
    expect(sent).toEqual(['Page.stopLoading']);
  });

  it('is called off as soon as there is one where the page goes from step to step', async () => {
    const { events, document, commit, sent } = await leaving(1_000);
    void document.loaded();
    commit('2', 'http://example.com/next');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent).toEqual([]);
    events.emit('Network.requestWillBeSent', asked('3', 'http://example.com/'));
    await vi.advanceTimersByTimeAsync(51);
    expect(sent).toEqual(['Page.stopLoading']);
    // It was about to come, and leaves as well.
    commit('3', 'http://example.com/');
    events.emit('Network.requestWillBeSent', asked('4', 'http://example.com/next'));
    await vi.advanceTimersByTimeAsync(51);
    expect(sent).toEqual(['Page.stopLoading', 'Page.stopLoading']);
  });

  it('is left alone where its answer comes in that while', async () => {
    const { events, document, commit, sent } = await leaving(1_000);
    const quiet = document.loaded();
    commit('2', 'http://example.com/next');
    events.emit('Page.frameStoppedLoading', { frameId: 'main' });
    await quiet;
    events.emit('Network.requestWillBeSent', asked('3', 'http://example.com/third'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([]);
  });
});
