// SPDX-License-Identifier: Apache-2.0
/** The picture in dots: the same drawing, twice as fine as it is wide, or as fine as a browser can hold. */

/** Dots on one side, and altogether: browsers give up beyond. */
const sideMax = 16_000;
const dotsMax = 120_000_000;
const fine = 2;

export async function dotsOf(drawn: Blob): Promise<Blob> {
  const image = new Image();
  image.src = await dataAddress(drawn);
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(fine, sideMax / Math.max(width, height), Math.sqrt(dotsMax / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture is too large for this browser')) : resolve(blob)), 'image/png');
  });
}

/** The page's rules let images come from the server or from within, and from nowhere else. */
async function dataAddress(drawn: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') resolve(reader.result);
    });
    reader.addEventListener('error', () => reject(new Error('the picture could not be read')));
    reader.readAsDataURL(drawn);
  });
}
