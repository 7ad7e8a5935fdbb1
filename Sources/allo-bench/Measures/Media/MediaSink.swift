import Foundation
import Synchronization

/// Takes the packets of many streams on a few sockets, as the callers of a benchmark would, with
/// the kernel's own times of arrival; sends as many, where it is told to.
///
/// One thread, whose CPU time is told apart.
final class MediaSink: @unchecked Sendable {
    // Unchecked: all but `isOver` and `window` belongs to the thread until it has ended.
    private static let socketCount = 8
    private static let silence: UInt8 = 0xD5

    /// What came in while it was counted.
    struct Result {
        /// Packets of each stream.
        var packets: [Int]
        /// How far off 20 ms packets came, in classes of 10 us.
        var deviations: [Int]
        /// What the thread took of the processors, in seconds.
        var processorTime: Double
        var length: Double

        /// Below which a part of the deviations lies, in milliseconds.
        func quantile(_ part: Double) -> Double {
            let wanted = part * Double(deviations.reduce(0, +))
            var seen = 0
            for (index, count) in deviations.enumerated() {
                seen += count
                if Double(seen) >= wanted { return Double(index) / 100 }
            }
            return .infinity
        }
    }

    /// Where the streams send to, one after the other.
    let ports: [UInt16]
    private let sockets: [Int32]
    private let peers: [UInt16]
    private let sends: Bool
    private let indices: [Int32]
    private let isOver = Atomic(false)
    private let isCounting = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)
    private var result: Result
    private var last: [(sequence: UInt16, arrival: Int64)]

    /// A sink of so many streams. `connect` gives the ports that they come from, when told those
    /// that they send to.
    ///
    /// - Throws: ``Problem`` where the system has no socket, or what `connect` throws.
    init(
        streams: Int, sends: Bool, connect: ([UInt16]) throws -> [UInt16]
    ) throws {
        var sockets: [Int32] = []
        var ports: [UInt16] = []
        for _ in 0..<MediaSink.socketCount {
            let (socket, port) = try MediaSink.bind()
            sockets.append(socket)
            ports.append(port)
        }
        self.sockets = sockets
        self.ports = ports
        self.sends = sends
        peers = try connect(ports)
        var indices = [Int32](repeating: -1, count: 65_536)
        for (index, port) in peers.enumerated() { indices[Int(port)] = Int32(index) }
        self.indices = indices
        result = Result(
            packets: [Int](repeating: 0, count: streams),
            deviations: [Int](repeating: 0, count: 20_001), processorTime: 0, length: 0)
        last = [(UInt16, Int64)](repeating: (0, 0), count: streams)
    }

    deinit { for socket in sockets { close(socket) } }

    private static func bind() throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw Problem("no socket: \(errno)") }
        var size: Int32 = 4 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, 4)
        var address = MediaSink.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw Problem("no port: \(errno)") }
        return (descriptor, address.port)
    }

    static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        withUnsafeMutableBytes(of: &address) { bytes in
            bytes.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
            bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
            bytes.storeBytes(of: UInt32(0x7F00_0001).bigEndian, toByteOffset: 4, as: UInt32.self)
        }
        return address
    }

    /// Takes packets for a while, counts those of a window in it, and gives what it counted.
    ///
    /// - Parameters:
    ///   - warmUp: seconds before the window.
    ///   - window: seconds of the window.
    ///   - atEdges: what to do at the beginning and at the end of the window.
    /// - Returns: what came in the window.
    func run(warmUp: Double, window: Double, atEdges: () -> Void) -> Result {
        let thread = Thread { [self] in
            work()
            ended.signal()
        }
        thread.qualityOfService = .userInteractive
        thread.start()
        Thread.sleep(forTimeInterval: warmUp)
        atEdges()
        isCounting.store(true, ordering: .releasing)
        Thread.sleep(forTimeInterval: window)
        isCounting.store(false, ordering: .releasing)
        atEdges()
        isOver.store(true, ordering: .releasing)
        ended.wait()
        return result
    }

    private func work() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 16)
        let control = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 16)
        let packet = UnsafeMutableRawBufferPointer.allocate(byteCount: 172, alignment: 16)
        defer {
            buffer.deallocate()
            control.deallocate()
            packet.deallocate()
        }
        packet.initializeMemory(as: UInt8.self, repeating: MediaSink.silence)
        packet[0] = 0x80
        packet[1] = 8
        var start: (wall: Int64, cpu: Int64)?
        var tick = 0
        let epoch = MediaSink.time(CLOCK_MONOTONIC)
        while start != nil || !isOver.load(ordering: .acquiring) {
            let counts = isCounting.load(ordering: .acquiring)
            if counts, start == nil {
                start = (
                    MediaSink.time(CLOCK_MONOTONIC), MediaSink.time(CLOCK_THREAD_CPUTIME_ID)
                )
            } else if !counts, let begin = start {
                result.length = Double(MediaSink.time(CLOCK_MONOTONIC) - begin.wall) / 1e9
                result.processorTime =
                    Double(MediaSink.time(CLOCK_THREAD_CPUTIME_ID) - begin.cpu) / 1e9
                start = nil
            }
            if sends { send(packet, tick) }
            if tick % 4 == 0 || !sends {
                for socket in sockets { drain(socket, buffer, control, counts: counts) }
            }
            tick += 1
            let length: Int64 = sends ? 1_000_000 : 4_000_000
            MediaSink.sleep(until: epoch + Int64(tick) * length)
        }
    }

    /// Sends the packets of one of 20 milliseconds.
    private func send(_ packet: UnsafeMutableRawBufferPointer, _ tick: Int) {
        let count = UInt16(truncatingIfNeeded: tick / 20)
        packet.storeBytes(of: count.bigEndian, toByteOffset: 2, as: UInt16.self)
        packet.storeBytes(
            of: (UInt32(count) * 160).bigEndian, toByteOffset: 4, as: UInt32.self)
        for index in stride(from: tick % 20, to: peers.count, by: 20) {
            packet.storeBytes(of: UInt32(index).bigEndian, toByteOffset: 8, as: UInt32.self)
            var address = MediaSink.address(port: peers[index])
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = sendto(
                        sockets[index % sockets.count], packet.baseAddress, packet.count, 0, $0,
                        socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
    }

    private func drain(
        _ socket: Int32, _ buffer: UnsafeMutableRawBufferPointer,
        _ control: UnsafeMutableRawBufferPointer, counts: Bool
    ) {
        while true {
            var vector = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
            var address = sockaddr_in()
            var received = 0
            withUnsafeMutablePointer(to: &address) { address in
                withUnsafeMutablePointer(to: &vector) { vector in
                    var message = msghdr(
                        msg_name: address, msg_namelen: socklen_t(MemoryLayout<sockaddr_in>.size),
                        msg_iov: vector, msg_iovlen: 1, msg_control: control.baseAddress,
                        msg_controllen: control.count, msg_flags: 0)
                    received = recvmsg(socket, &message, Int32(MSG_DONTWAIT))
                }
            }
            guard received > 0 else { return }
            let index = Int(indices[Int(address.port)])
            guard index >= 0, received >= 12, counts else { continue }
            // A cmsghdr of 16 bytes, then the timespec.
            let seconds = control.load(fromByteOffset: 16, as: Int.self)
            let rest = control.load(fromByteOffset: 24, as: Int.self)
            count(
                index, sequence: UInt16(buffer[2]) << 8 | UInt16(buffer[3]),
                arrival: Int64(seconds) * 1_000_000_000 + Int64(rest))
        }
    }

    private func count(_ index: Int, sequence: UInt16, arrival: Int64) {
        result.packets[index] += 1
        let before = last[index]
        if before.arrival > 0, sequence == before.sequence &+ 1 {
            let deviation = abs(arrival - before.arrival - 20_000_000) / 10_000
            result.deviations[min(Int(deviation), result.deviations.count - 1)] += 1
        }
        last[index] = (sequence, arrival)
    }

    static func time(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func sleep(until time: Int64) {
        var deadline = timespec(
            tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nil) == EINTR {}
    }
}

extension sockaddr_in {
    /// The port, found by its place (ip(7)): several modules bring the names of the fields along.
    var port: UInt16 {
        withUnsafeBytes(of: self) {
            UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
    }
}
