/// A decimal number with six places, exact: 0.1 + 0.2 is 0.3.
///
/// Between -9.2 x 10^12 and 9.2 x 10^12, enough for any amount of money. Arithmetic that leaves the
/// range gives nil, never a trap.
public struct Number: Hashable, Sendable {
    /// The number in millionths.
    public let millionths: Int64

    /// A number given in millionths.
    public init(millionths: Int64) { self.millionths = millionths }
}
