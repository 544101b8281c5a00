import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { newCallback } from '../../domain/callback.ts';
import { callbackMark } from './callback-mark.ts';

type Image = Readonly<Record<string, AttributeValue>> | undefined;

const ended = ['done', 'failed'] as const;
const hasEnded = (image: Image): boolean => ended.some((status) => status === image?.['status']?.S);

/** What of the stream of the captures table goes to the dispatcher: captures that have ended and have a callback to send. */
export const endedWithCallbackPattern = {
  dynamodb: {
    NewImage: {
      status: { S: [...ended] },
      callbackMark: { S: [callbackMark({ callback: newCallback('') })] },
    },
  },
};

/** The tokens of captures that ended in these changes and have a callback. Nothing else of an image is looked at. */
export const endedWithCallback = (records: readonly DynamoDBRecord[]): string[] =>
  records.flatMap(({ dynamodb }) => {
    const { NewImage, OldImage } = dynamodb ?? {};
    const token = NewImage?.['token']?.S;
    const isNews = hasEnded(NewImage) && !hasEnded(OldImage) && NewImage?.['callbackMark'] !== undefined;
    return isNews && token !== undefined ? [token] : [];
  });
