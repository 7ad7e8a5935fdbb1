public import Telephony

/// The secrets that hand-written transcripts name, kept apart from them.
///
/// Read from lines as `pin-ok: 4711`. What is in it can't be printed: it shows only the names.
public struct Fixtures: Sendable {
    private let keys: [String: [Digit]]

    /// Keeps the keys of each name.
    public init(_ keys: [String: [Digit]] = [:]) { self.keys = keys }

    /// The keys of a name, or nil where there is no such name.
    public func keys(named name: String) -> [Digit]? { keys[name] }

    /// The names in ascending order.
    public var names: [String] { keys.keys.sorted() }
}

extension Fixtures: CustomStringConvertible, CustomReflectable {
    /// The names, without what they stand for.
    public var description: String { "fixtures \(names.joined(separator: ", "))" }
    /// The names, without what they stand for.
    public var customMirror: Mirror { Mirror(self, children: ["names": names]) }
}

extension Fixtures {
    /// Reads a fixture file: a line `name: keys` for each secret, and `#` comments.
    ///
    /// - Parameters:
    ///   - text: the text of the file.
    ///   - file: its path, for errors.
    /// - Throws: ``TranscriptError`` with every line that can't be read, or whose name was there
    ///   before.
    public init(parsing text: String, file: String) throws(TranscriptError) {
        var keys: [String: [Digit]] = [:]
        var mistakes: [TranscriptError.Mistake] = []
        for var reader in LineReader.lines(of: text, file: file) {
            do throws(TranscriptError.Mistake) {
                let start = reader.position
                let name = try reader.name(.name)
                try reader.require(":")
                reader.skipSpaces()
                let digits = try reader.keys()
                try reader.end()
                if keys.updateValue(digits, forKey: name) != nil {
                    throw TranscriptError.Mistake(start, .nameTwice(name))
                }
            } catch {
                mistakes.append(error.withoutText)
            }
        }
        guard mistakes.isEmpty else { throw TranscriptError(mistakes: mistakes) }
        self.init(keys)
    }
}

extension TranscriptError.Mistake {
    /// The mistake without what was found, which may be part of a secret.
    fileprivate var withoutText: Self {
        switch reason {
        case .expected(let wanted, .some): Self(position, .expected(wanted, found: "…"))
        case .unexpected: Self(position, .unexpected("…"))
        default: self
        }
    }
}
