// Runs in the page, so it may use nothing from outside itself.
interface Video {
  muted: boolean;
  readonly currentTime: number;
  readonly ended: boolean;
  play(): Promise<void>;
  addEventListener(type: 'timeupdate', listener: () => void): void;
}
declare const document: { querySelectorAll(selector: 'video'): Iterable<Video> };

/** Starts every video of the document, without sound, and settles when each shows a moment of itself or cannot play. */
export const playVideos = async (): Promise<void> => {
  const videos = [...document.querySelectorAll('video')];
  const moving = (video: Video) =>
    new Promise<void>((resolve) => {
      if (video.currentTime > 0) resolve();
      video.addEventListener('timeupdate', () => {
        if (video.currentTime > 0) resolve();
      });
    });
  await Promise.all(
    videos.map(async (video) => {
      video.muted = true;
      const started = await video.play().then(
        () => true,
        () => false,
      );
      if (started) await moving(video);
    }),
  );
};
