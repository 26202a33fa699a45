/** One frame or photo: row by row from the top left, four bytes (red, green, blue, alpha) a pixel. */
export interface Picture {
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Whole pixels from `left`, `top` (included) to `right`, `bottom` (not included). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Brightness of a part of a picture, 0 … 1. */
export class LumaPlane {
  readonly #box: Box;
  readonly #width: number;
  readonly #luma: Float32Array;

  /** Luma by the weights of ITU-R BT.601 (those that made FER2013's grey pictures). */
  constructor({ pixels, width, height }: Picture, box: Box) {
    const left = clamp(Math.floor(box.left), 0, width - 1);
    const top = clamp(Math.floor(box.top), 0, height - 1);
    const right = clamp(Math.ceil(box.right), left + 1, width);
    const bottom = clamp(Math.ceil(box.bottom), top + 1, height);
    this.#box = { left, top, right, bottom };
    this.#width = right - left;
    this.#luma = new Float32Array(this.#width * (bottom - top));
    let to = 0;
    for (let y = top; y < bottom; y++)
      for (let from = 4 * (y * width + left), end = from + 4 * this.#width; from < end; from += 4)
        this.#luma[to++] =
          (0.299 * pixels[from]! + 0.587 * pixels[from + 1]! + 0.114 * pixels[from + 2]!) / 255;
  }

  /** Between pixels, bilinear, in the picture's coordinates; pixel centres lie at half-integers, and the edge goes on outside. */
  at(x: number, y: number): number {
    const { left, top, right, bottom } = this.#box;
    const fromLeft = clamp(x - 0.5, left, right - 1) - left;
    const fromTop = clamp(y - 0.5, top, bottom - 1) - top;
    const column = Math.min(Math.floor(fromLeft), Math.max(0, this.#width - 2));
    const row = Math.min(Math.floor(fromTop), Math.max(0, bottom - top - 2));
    const across = fromLeft - column;
    const down = fromTop - row;
    const corner = row * this.#width + column;
    const below = row + 1 < bottom - top ? corner + this.#width : corner;
    const step = column + 1 < this.#width ? 1 : 0;
    const luma = this.#luma;
    return (
      (luma[corner]! * (1 - across) + luma[corner + step]! * across) * (1 - down) +
      (luma[below]! * (1 - across) + luma[below + step]! * across) * down
    );
  }
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
