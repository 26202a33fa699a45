import type { Builder, Offset } from 'flatbuffers';

/** A flatbuffer is written from its end to its start, so every vector's last element goes first. */
function writeVector<T>(
  builder: Builder,
  values: readonly T[],
  add: (value: T) => void,
  elementBytes = 4,
  alignment = elementBytes,
): Offset {
  builder.startVector(elementBytes, values.length, alignment);
  for (const value of values.toReversed()) add(value);
  return builder.endVector();
}

export function offsetVector(builder: Builder, offsets: readonly Offset[]): Offset {
  return writeVector(builder, offsets, (offset) => builder.addOffset(offset));
}

export function int32Vector(builder: Builder, values: readonly number[]): Offset {
  return writeVector(builder, values, (value) => builder.addInt32(value));
}

export function float32Vector(builder: Builder, values: readonly number[]): Offset {
  return writeVector(builder, values, (value) => builder.addFloat32(value));
}

/** `alignment`: weights are read as 16-byte vectors where they lie. */
export function byteVector(builder: Builder, bytes: Uint8Array, alignment: number): Offset {
  return writeVector(builder, [...bytes], (byte) => builder.addInt8(byte), 1, alignment);
}

/** A table of which `write` sets the fields; children must be finished before. */
export function table(builder: Builder, fields: number, write: () => void): Offset {
  builder.startObject(fields);
  write();
  return builder.endObject();
}
