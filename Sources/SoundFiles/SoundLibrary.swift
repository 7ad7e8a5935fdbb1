internal import CSndFile
import Synchronization

/// What libsndfile 1.2 keeps per process: the reason why an open failed.
///
/// An open and the question why it failed go together under one lock, so that no thread is told
/// another's reason. All else of libsndfile belongs to one handle.
enum SoundLibrary {
    private static let opening = Mutex<Void>(())

    /// Runs an opening call of libsndfile; gives the handle, or the reason why there is none.
    static func open(_ attempt: () -> OpaquePointer?) -> Result<UnsafeHandle, OpenFailure> {
        opening.withLock { _ in
            guard let handle = attempt() else {
                return .failure(
                    OpenFailure(code: sf_error(nil), text: String(cString: sf_strerror(nil))))
            }
            return .success(UnsafeHandle(pointer: handle))
        }
    }

    /// A `SNDFILE *` on its way to the value that will own it.
    struct UnsafeHandle: @unchecked Sendable {  // handed from the lock to exactly one owner
        let pointer: OpaquePointer
    }

    /// Why an open failed, in the library's words.
    struct OpenFailure: Error {
        let code: Int32
        let text: String

        /// Whether the system refused (no such file, no right), rather than the format.
        var isOfSystem: Bool { code == SF_ERR_SYSTEM }
    }
}
