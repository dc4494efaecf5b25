/**
 * The vector of length one in the same direction; all zero when the vector is, which is alike to nothing.
 *
 * @throws {RangeError} when it has no dimensions or a component that is not a finite number.
 */
export function unitVector(components: ArrayLike<number>): Float32Array {
  let squares = 0
  for (let index = 0; index < components.length; index++) squares += (components[index] ?? 0) ** 2
  const length = Math.sqrt(squares)
  if (components.length === 0 || !Number.isFinite(length))
    throw new RangeError(
      `Expected a vector of finite numbers, got ${components.length} dimensions of length ${length}.`,
    )
  return Float32Array.from(components, (component) => (length === 0 ? 0 : component / length))
}

/** The dot product of a vector with the one that begins at `offset` of `vectors`: of unit vectors, the cosine of their angle. */
export function similarityAt(vectors: Float32Array, offset: number, unit: Float32Array): number {
  let sum = 0
  for (let index = 0; index < unit.length; index++) sum += (vectors[offset + index] ?? 0) * (unit[index] ?? 0)
  return sum
}

/** The mean of vectors that stand one after another. */
export function meanVector(vectors: Float32Array, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions)
  const count = vectors.length / dimensions
  for (const [index, component] of vectors.entries()) {
    const dimension = index % dimensions
    mean[dimension] = (mean[dimension] ?? 0) + component / count
  }
  return mean
}
