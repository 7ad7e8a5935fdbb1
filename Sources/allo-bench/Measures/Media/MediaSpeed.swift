import Foundation
import PhoneBridge
import SIP
import Telephony

/// What the sound of many calls costs, and how evenly it goes out: a prompt plays on each, to a
/// sink on another thread, over loopback.
///
/// The processor time is that of the whole process but for the sink's thread; on loopback it holds
/// what the kernel does to deliver each packet, too.
struct MediaSpeed {
    /// How packets get from us to the kernel.
    enum Way {
        /// The media engine.
        case engine
        /// One send after the other, and nothing else: what the kernel alone takes.
        case plainSends
    }

    /// What came of one run.
    struct Outcome {
        /// Milliseconds of processor time for each second of each call.
        var cost: Double
        /// Milliseconds.
        var spacing: Double
        /// Calls that did not get within 1 % of 50 packets a second.
        var unevenCalls: Int
        /// The part of one processor that the sink took.
        var sinkLoad: Double
    }

    let effort: Effort
    var calls = 1_000
    private var window: Double { effort.runs > 3 ? 10 : 4 }

    func figures() throws -> [Figure] {
        MediaSpeed.raiseDescriptorLimit()
        let floor = try run(.plainSends, calls: calls)
        let silent = try run(.engine, calls: calls)
        let sending = try run(.engine, calls: calls, callersSend: true)
        let peak = try largest()
        let name = "sound of \(calls) calls"
        return [
            Figure("\(name), the kernel's own cost per call second", .milliseconds, [floor.cost]),
            Figure(
                "\(name), CPU per call second, callers silent", .milliseconds, [silent.cost],
                goal: .below(0.20)),
            Figure(
                "\(name), CPU per call second, callers sending", .milliseconds, [sending.cost],
                goal: .below(0.32)),
            Figure(
                "\(name), spacing error, 99 % below", .milliseconds,
                [silent.spacing, sending.spacing], goal: .always(below: 10)),
            Figure(
                "calls at once whose sound is even (99 % within 10 ms)", .calls, [Double(peak)],
                goal: .atLeast(5_000)),
        ]
    }

    /// The most calls, in steps, of which all get their packets in time.
    private func largest() throws -> Int {
        var best = 0
        for calls in [2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000] {
            let outcome = try run(.engine, calls: calls)
            guard outcome.unevenCalls == 0, outcome.spacing < 10 else { break }
            best = calls
        }
        return best
    }

    /// Runs so many calls for a while.
    func run(_ way: Way, calls: Int, callersSend: Bool = false) throws -> Outcome {
        switch way {
        case .engine: try EngineLoad(calls: calls, sends: callersSend).measure(window: window)
        case .plainSends: try PlainLoad(calls: calls).measure(window: window)
        }
    }

    /// Every call takes two sockets.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

extension MediaSpeed.Outcome {
    /// - Parameters:
    ///   - result: what the sink saw.
    ///   - edges: the process's processor time at the edges of the window, in nanoseconds.
    init(_ result: MediaSink.Result, edges: [Int64]) {
        let calls = Double(result.packets.count)
        let process = Double((edges.last ?? 0) - (edges.first ?? 0)) / 1e9
        cost = (process - result.processorTime) * 1_000 / (calls * result.length)
        spacing = result.quantile(0.99)
        sinkLoad = result.processorTime / result.length
        // One packet more or less is where the window began.
        let expected = result.length * 50
        unevenCalls = result.packets.filter { abs(Double($0) - expected) > expected / 100 + 1 }.count
    }
}
