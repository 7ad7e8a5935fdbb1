/// Bytes that are no stored tally.
public struct TallyError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The tally was stored in a form that this program doesn't know.
        case version(UInt8)
        /// The bytes end before the tally does.
        case endsEarly
        /// A number is larger than any that is stored, or out of its order.
        case outOfRange
        /// The bytes go on after the tally.
        case goesOn
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the beginning, from 0.
    public let offset: Int

    /// One sentence with the place.
    public var description: String {
        switch reason {
        case .version(let version):
            "the tally is stored in form \(version), which is not known here"
        case .endsEarly: "the tally ends too early, at byte \(offset)"
        case .outOfRange: "the tally holds an impossible number at byte \(offset)"
        case .goesOn: "the tally goes on after its end, at byte \(offset)"
        }
    }
}
