import CallCentre
import Foundation
import Telephony

/// A letter or an e-mail as somebody tells it, or as a file does.
struct FoundLetter: Equatable {
    /// The queue in which it is to wait.
    var queue: String
    /// Who wrote it: an address or a number.
    var from: String?
    /// What it is about.
    var subject: String?
    /// When it came, in milliseconds since 1970-01-01 UTC; nil for now.
    var received: Int64?
    /// The kind of customer.
    var segment: String?
    /// What it is about, in a word of the centre's.
    var motive: String?
    /// What tells it from all others; nil where it may come twice.
    var source: String?

    /// The writer as the journal knows people: a number without its spaces, an address in small
    /// letters.
    var writer: String? {
        from.map { PhoneNumber($0)?.text ?? Self.address(in: $0).lowercased() }
    }

    /// The letter as the centre takes it.
    func letter(of caller: CallerID, now: Int64) -> WrittenInput.Letter {
        WrittenInput.Letter(
            queue: queue, caller: caller, from: writer, subject: subject, segment: segment,
            motive: motive, source: source, received: received ?? now, now: now)
    }

    /// `anne@exemple.fr` of `Anne Martin <anne@exemple.fr>`.
    static func address(in text: String) -> String {
        guard let begin = text.lastIndex(of: "<"), let end = text.lastIndex(of: ">"), begin < end
        else { return text.trimmingCharacters(in: .whitespaces) }
        return String(text[text.index(after: begin)..<end])
    }

    /// A name that no other contact has, short enough to be typed.
    static func newName() -> CallID {
        CallID(rawValue: "w" + RandomName.make().filter { $0 != "-" }.suffix(12))
    }
}
