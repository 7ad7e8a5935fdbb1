/// What came of the sound of many calls, as a sink saw it.
struct MediaOutcome {
    /// Milliseconds of processor time for each second of each call, without the sink's.
    var cost: Double
    /// How far off its time a packet came, of 99 in 100 at most, in milliseconds.
    var spacing: Double
    /// Calls that did not get within 1 % of 50 packets a second.
    var unevenCalls: Int
    /// The part of one processor that the sink took.
    var sinkLoad: Double

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
        unevenCalls =
            result.packets.filter { abs(Double($0) - expected) > expected / 100 + 1 }.count
    }
}
