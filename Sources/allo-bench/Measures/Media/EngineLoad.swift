import Foundation
import PhoneBridge
import SIP
import Telephony

/// Many calls on one ``MediaEngine``, each with a prompt in a loop.
struct EngineLoad {
    let calls: Int
    let sends: Bool
    var realTime = false
    var step = Duration.milliseconds(2)

    func measure(window: Double) throws -> MediaOutcome {
        var settings = MediaEngine.Settings(
            ports: 10_000...65_535, threads: ProcessInfo.processInfo.activeProcessorCount,
            detector: { Deaf() }, handle: { _ in })
        settings.realTime = realTime
        settings.step = step
        let engine = try MediaEngine(settings)
        let prompt = EngineLoad.prompt
        let sink = try MediaSink(streams: calls, sends: sends) { ports in
            try (0..<calls).map { index in
                let port = try engine.open(on: .loopback)
                engine.start(
                    port.id,
                    as: MediaAgreement(
                        remote: IPEndpoint(.loopback, port: ports[index % ports.count]),
                        codec: .pcma, payloadType: 8, telephoneEvent: 101))
                engine.play(prompt, as: PlaybackID(rawValue: 1), on: port.id, loops: true)
                return port.endpoint.port
            }
        }
        var edges: [Int64] = []
        // After the time in which the engine waits for callers who send from elsewhere.
        let result = sink.run(warmUp: 4, window: window) {
            edges.append(MediaSink.time(CLOCK_PROCESS_CPUTIME_ID))
        }
        let done = DispatchSemaphore(value: 0)
        Task {
            await engine.shutDown()
            done.signal()
        }
        done.wait()
        return MediaOutcome(result, edges: edges)
    }

    /// Five seconds of a hum.
    private static var prompt: Sound {
        Sound(
            samples: (0..<40_000).map { Int16(8_000 * sin(Double($0) * 0.345)) }, rate: 8_000)
    }

    private struct Deaf: DigitDetector {
        func digits(in samples: [Int16]) -> [Digit] { [] }
    }
}
