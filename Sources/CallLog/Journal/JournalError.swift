public import Telephony

/// Why the journal can't be opened, written or read.
public struct JournalError: JournalingError, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// There is no such file to read.
        case missing
        /// Another process kept the file locked for too long.
        case locked
        /// The file is something else than a journal of Allo.
        case foreign
        /// A later Allo wrote the file; the numbers are those of the schemas.
        case newer(found: Int, known: Int)
        /// The file or its folder may not be read.
        case notReadable
        /// The file may not be written, or its folder may not be made or written.
        case notWritable
        /// The file is damaged.
        case corrupt
        /// The disk is full.
        case full
        /// Reading or writing failed.
        case inputOutput
        /// The journal has been closed.
        case closed
        /// The records of a call don't follow one another from 1 on, beginning with its arrival.
        case outOfOrder(call: CallID, number: Int)
        /// An event in the file can't be understood.
        case unreadableEvent(call: CallID, number: Int, EventFormatError)
        /// No call's name begins so.
        case noSuchCall(String)
        /// The names of several calls begin so.
        case ambiguousCall(String, [CallID])
    }

    /// What is wrong.
    public let reason: Reason
    /// The journal's file.
    public let path: String
    /// What the system or the database said, where they said anything.
    public let cause: String?

    init(_ reason: Reason, path: String, cause: String? = nil) {
        self.reason = reason
        self.path = path
        self.cause = cause
    }

    /// Whether the file is whole and may be written again later, as one that somebody else keeps
    /// locked, or whose disk is full.
    ///
    /// A disk that failed is not trusted any more: after an error of `fsync` the system may have
    /// dropped what was to be written, and say nothing the next time.
    public var mayPass: Bool { reason == .locked || reason == .full }

    /// One sentence with the file and what is wrong with it.
    public var description: String {
        let why = cause.map { " (\($0))" } ?? ""
        return "journal \(path): \(reason)\(why)"
    }
}

extension JournalError.Reason: CustomStringConvertible {
    /// What is wrong, as a sentence about the file.
    public var description: String {
        switch self {
        case .missing: "there is no such file"
        case .locked: "another process keeps it locked"
        case .foreign: "this file is no journal of Allo"
        case .newer(let found, let known):
            "a later Allo wrote it: its schema is \(found), this Allo knows up to \(known)"
        case .notReadable: "it can't be read"
        case .notWritable: "it can't be written"
        case .corrupt: "it is damaged"
        case .full: "the disk is full"
        case .inputOutput: "reading or writing failed"
        case .closed: "it is closed"
        case .outOfOrder(let call, let number):
            "event \(number) of call \(call) does not follow the one before"
        case .unreadableEvent(let call, let number, let error):
            "event \(number) of call \(call) can't be understood: \(error)"
        case .noSuchCall(let prefix): "no call's name begins with '\(prefix)'"
        case .ambiguousCall(let prefix, let calls):
            "several calls' names begin with '\(prefix)': "
                + calls.map(\.rawValue).joined(separator: ", ")
        }
    }
}
