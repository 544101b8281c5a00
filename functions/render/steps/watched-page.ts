import type { ConsentAction } from '../../domain/consent.ts';
import type { AnswerablePage } from '../consent/answer-banner.ts';
import { bannerJudge } from '../consent/banner-judge.ts';
import { lookEverywhere } from '../consent/look-everywhere.ts';
import { made, type Work } from '../work.ts';

const none = { answering: undefined, answered: undefined, failed: undefined };

/** The page as it is watched for banners that are to be answered so. */
export const watchedPage = (work: Work, action: ConsentAction): Omit<AnswerablePage, 'isOver'> => {
  const { sessions, document } = made(work, 'tab');
  const judge = bannerJudge(action);
  return {
    progress: () => work.made.consentWatch?.progress() ?? none,
    look: () => lookEverywhere(sessions, judge),
    isLeaving: () => document.isLeaving(),
  };
};
