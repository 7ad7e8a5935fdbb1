import Dispatch
import Synchronization
import Telephony

/// A recording that runs: lines put sound in, the recorder's queue writes it down.
///
/// ```
///           file is there                end()
///   opening ─────────────▶ writing ────────────────▶ over: renamed, on the disk
///      │ it can't be           │ disk full, or gone
///      └───────▶ failed ◀──────┘  ────── end() ────▶ over: what there is stays
/// ```
final class RunningRecording: Recording {
    /// How far behind what is said it is written: packets may come so late. 400 ms.
    static let lag = 3_200
    /// How much is written at once, at least: half a second.
    static let portion = 4_000

    /// What only the queue of the recorder works on.
    private struct Work: ~Copyable {
        var tape: RecordingTape
        var writer: SoundFileWriter?
        var scratch: [Int16] = []
        /// Whether the file is there, or can't be.
        var isOpen = false
        var failure: String?
    }

    /// What others ask for, in order.
    private enum Order {
        case mute(ContinuousClock.Instant)
        case unmute(ContinuousClock.Instant)
    }

    private let file: RecordingFile
    private let recorder: CallRecorder
    private let start: ContinuousClock.Instant
    private let sides: [RecordingSide]
    private let unheard = UnheardSide()
    private let orders = Mutex<[Order]>([])
    private let work: Mutex<Work>

    init(
        _ file: RecordingFile, of sides: RecordedSides, by recorder: CallRecorder
    ) {
        self.file = file
        self.recorder = recorder
        let start = recorder.now()
        self.start = start
        let count =
            switch sides {
            case .caller: 1
            case .both: 2
            }
        self.sides = (0..<count).map { _ in RecordingSide(from: start) }
        work = Mutex(Work(tape: RecordingTape(sides: count)))
    }

    var caller: any SoundTrack { sides[0] }
    var agent: any SoundTrack { sides.count > 1 ? sides[1] : unheard }

    func mute() { order(.mute(recorder.now())) }
    func unmute() { order(.unmute(recorder.now())) }

    private func order(_ order: Order) { orders.withLock { $0.append(order) } }

    func end() async -> RecordingReport {
        let moment = recorder.now()
        for side in sides { side.close() }
        return await recorder.finish(self) { self.finish(at: moment) }
    }

    func discard() async {
        for side in sides { side.close() }
        await recorder.finish(self) {
            self.work.withLock { work in
                work.writer = nil
                self.file.remove()
            }
        }
    }

    // MARK: On the queue of the recorder

    /// Opens the file.
    func open() {
        work.withLock { work in
            work.isOpen = true
            do throws(SoundFileError) {
                work.writer = try file.create(channels: sides.count)
            } catch {
                work.failure = "\(error)"
            }
        }
    }

    /// Writes what is old enough.
    func advance() {
        work.withLock { work in
            guard work.isOpen else { return }
            collect(&work)
            let due = start.duration(to: recorder.now()).samples - RunningRecording.lag
            guard due - work.tape.start >= RunningRecording.portion else { return }
            write(upTo: due, &work)
        }
    }

    /// Takes what came, and what was asked for.
    private func collect(_ work: inout Work) {
        for order in orders.withLock({ orders in
            defer { orders = [] }
            return orders
        }) {
            switch order {
            case .mute(let moment): work.tape.mute(from: start.duration(to: moment).samples)
            case .unmute(let moment): work.tape.unmute(at: start.duration(to: moment).samples)
            }
        }
        for (index, side) in sides.enumerated() {
            while let packet = side.ring.take(into: &work.scratch) {
                work.tape.put(
                    work.scratch, of: index, timestamp: packet.timestamp, arrival: packet.arrival)
            }
        }
    }

    private func write(upTo end: Int, _ work: inout Work) {
        while work.tape.start < end {
            let samples = work.tape.take(upTo: end)
            guard work.failure == nil else { continue }
            do throws(SoundFileError) {
                try work.writer?.append(samples)
            } catch {
                work.failure = "\(error)"
            }
        }
    }

    private func finish(at moment: ContinuousClock.Instant) -> RecordingReport {
        work.withLock { work in
            collect(&work)
            write(upTo: max(start.duration(to: moment).samples, 0), &work)
            if let writer = work.writer.take() {
                do throws(SoundFileError) {
                    try writer.close()
                    try file.keep()
                } catch {
                    work.failure = work.failure ?? "\(error)"
                }
            }
            return RecordingReport(
                file: file.name, duration: .microseconds(work.tape.start * 125),
                droppedPackets: sides.reduce(work.tape.latePackets) { $0 + $1.ring.dropped },
                failure: work.failure)
        }
    }
}
