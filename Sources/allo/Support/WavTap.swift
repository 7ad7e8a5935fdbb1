import Dispatch
import SoundFiles
import Synchronization

/// Writes what a caller hears to a wav file, on a queue of its own: the line never waits for the
/// disk.
final class WavTap: Sendable {
    private let queue = DispatchQueue(label: "allo.wav")
    private let writer: Mutex<Writer>

    private struct Writer: ~Copyable {
        var file: SoundFileWriter?
        var failure: SoundFileError?
    }

    /// Creates the file.
    init(path: String, rate: Int) throws(SoundFileError) {
        writer = Mutex(Writer(file: try SoundFileWriter(path: path, rate: rate), failure: nil))
    }

    /// Takes the next samples; returns at once.
    func take(_ samples: [Int16]) {
        queue.async { self.write(samples) }
    }

    /// Waits until all is written.
    ///
    /// - Throws: ``SoundFileError`` where the file is not whole, such as on a full disk.
    func close() throws(SoundFileError) {
        queue.sync {}
        let failure = writer.withLock { writer -> SoundFileError? in
            guard let file = writer.file.take() else { return writer.failure }
            do throws(SoundFileError) {
                try file.close()
            } catch {
                return writer.failure ?? error
            }
            return writer.failure
        }
        if let failure { throw failure }
    }

    private func write(_ samples: [Int16]) {
        writer.withLock { writer in
            guard writer.failure == nil else { return }
            do throws(SoundFileError) {
                try writer.file?.append(samples)
            } catch {
                writer.failure = error
            }
        }
    }
}
