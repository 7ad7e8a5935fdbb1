/// A text that is not JSON, or more of it than is allowed.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Hashable, Sendable {
        /// The text ends before the value does.
        case endsEarly
        /// Something stands where JSON has no place for it.
        case unexpected
        /// The text goes on after the value.
        case goesOn
        /// An object has two members of this name.
        case duplicateName(String)
        /// Arrays and objects lie deeper in each other than allowed.
        case tooDeep
    }

    /// What is wrong.
    package let reason: Reason
    /// Where, in bytes from the beginning, from 0.
    package let offset: Int

    package var description: String {
        switch reason {
        case .endsEarly: "the JSON ends too early, at byte \(offset)"
        case .unexpected: "this is not JSON at byte \(offset)"
        case .goesOn: "the JSON goes on after its value, at byte \(offset)"
        case .duplicateName(let name): "the JSON names '\(name)' twice, at byte \(offset)"
        case .tooDeep: "the JSON is nested too deep, at byte \(offset)"
        }
    }
}
