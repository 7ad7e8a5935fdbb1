@preconcurrency import Dispatch
import Synchronization

/// A page of the journal that is read while the one before it is worked on.
final class PageAhead: Sendable {
    private let result = Mutex<Result<JournalPage, JournalError>?>(nil)
    private let isRead = DispatchSemaphore(value: 0)

    /// Begins to read the events after the one with the number `position`.
    init(of pages: JournalPages, after position: Int64, limit: Int) {
        DispatchQueue.global().async { [self] in
            let page = Result { () throws(JournalError) in
                try pages.page(after: position, limit: limit)
            }
            result.withLock { $0 = page }
            isRead.signal()
        }
    }

    /// Waits for the page; to be asked once.
    func page() throws(JournalError) -> JournalPage {
        isRead.wait()
        return try result.withLock { $0 }?.get() ?? JournalPage()
    }
}
