import GRDB

extension JournalError {
    /// Says what an error of the database means for the journal.
    ///
    /// - Parameters:
    ///   - error: the error.
    ///   - path: the journal's file.
    ///   - unopened: what it means when the system doesn't let the file be opened.
    init(_ error: any Error, path: String, unopened: Reason = .notWritable) {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError:
            self.init(
                Reason(error.extendedResultCode) ?? unopened, path: path,
                cause: error.message ?? "\(error.extendedResultCode)")
        default: self.init(.inputOutput, path: path, cause: "\(error)")
        }
    }
}

extension JournalError.Reason {
    /// Nil where the file can't be opened or written.
    fileprivate init?(_ code: ResultCode) {
        // The index of the log that SQLite writes ahead could not grow.
        if code == .SQLITE_IOERR_SHMSIZE {
            self = .full
            return
        }
        switch code.primaryResultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked
        case .SQLITE_FULL: self = .full
        // Its header has been seen, so it was a journal once.
        case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_NOTADB: self = .corrupt
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: return nil
        case .SQLITE_MISUSE: self = .closed
        default: self = .inputOutput
        }
    }
}
