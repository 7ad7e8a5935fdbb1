/// Fills gaps in decoded sound so that they are hardly heard.
public struct LossConcealment: Sendable {
    /// Concealment that has heard nothing: gaps are silent.
    public init() {}

    /// Takes sound that arrived, and smooths the seam where it follows a gap.
    public mutating func hear(_ samples: UnsafeMutableBufferPointer<Int16>) {}

    /// Fills a gap.
    public mutating func fill(_ samples: UnsafeMutableBufferPointer<Int16>) {
        samples.update(repeating: 0)
    }
}
