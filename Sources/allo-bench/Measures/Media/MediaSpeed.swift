import Foundation

/// What the sound of many calls costs, and how evenly it goes out: a prompt plays on each, to a
/// sink on another thread, over loopback.
///
/// The processor time is that of the whole process but for the sink's thread; on loopback it holds
/// what the kernel does to deliver each packet, too.
struct MediaSpeed {
    let effort: Effort
    var calls = 1_000
    private var window: Double { effort.runs > 3 ? 10 : 4 }

    func figures() throws -> [Figure] {
        MediaSpeed.raiseDescriptorLimit()
        let floor = try PlainLoad(calls: calls).measure(window: window)
        let nio = try NIOLoad(calls: calls).measure(window: window)
        let silent = try EngineLoad(calls: calls, sends: false).measure(window: window)
        let sending = try EngineLoad(calls: calls, sends: true).measure(window: window)
        let peak = try largest()
        let name = "sound of \(calls) calls"
        return [
            Figure("\(name), the kernel's own cost per call second", .milliseconds, [floor.cost]),
            Figure("\(name), the same through NIO", .milliseconds, [nio.cost]),
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
            let outcome = try EngineLoad(calls: calls, sends: false).measure(window: window)
            guard outcome.unevenCalls == 0, outcome.spacing < 10 else { break }
            best = calls
        }
        return best
    }

    /// Every call takes two sockets.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
