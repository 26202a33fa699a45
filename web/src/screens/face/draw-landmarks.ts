/** Draws the points of one face as fine dots, in the pixels of the canvas; without points it only clears it. */
export function drawLandmarks(canvas: HTMLCanvasElement, points: Float32Array | null): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const { width, height } = canvas;
  pen.clearRect(0, 0, width, height);
  if (points === null) return;
  const radius = Math.max(1, width / 420);
  pen.fillStyle = 'oklch(0.97 0.02 165 / 0.85)';
  pen.strokeStyle = 'oklch(0.3 0.05 165 / 0.45)';
  pen.lineWidth = radius / 2;
  pen.beginPath();
  for (let index = 0; index + 1 < points.length; index += 2) {
    const x = points[index]! * width;
    const y = points[index + 1]! * height;
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
  pen.stroke();
  pen.fill();
}
