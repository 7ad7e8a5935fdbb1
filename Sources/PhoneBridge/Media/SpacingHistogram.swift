/// How far off their times packets were, counted in classes.
public struct SpacingHistogram: Hashable, Sendable {
    /// The upper bounds of the classes; one more class is open above.
    public static let bounds: [Duration] = [
        0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 100,
    ].map { .milliseconds($0) }

    /// How many packets lie in each class; one more than ``bounds``.
    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)

    /// Nothing counted yet.
    public init() {}
}
