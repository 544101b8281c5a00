/** So many images, in words of a warning: `1 image`, `2 images`. */
export const countOfImages = (images: number): string => `${images} ${images === 1 ? 'image' : 'images'}`;
