const FRAME = { width: 640, height: 480 } as const;

/** Frames of a camera held by hand, no two alike, with the square picture at `path` in their middle. */
export async function* eachFrame(path: string, count: number): AsyncGenerator<HTMLCanvasElement> {
  const { width, height } = FRAME;
  const picture = await createImageBitmap(await (await fetch(path)).blob());
  const canvas = Object.assign(document.createElement('canvas'), FRAME);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  for (let frame = 0; frame < count; frame++) {
    const shift = 6 * Math.sin(frame / 5);
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, (width - height) / 2 + shift, shift / 2, height, height);
    yield canvas;
  }
}
