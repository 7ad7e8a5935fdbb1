import Glibc
import Media
import Telephony

extension MediaStream {
    /// What is done once a second: whether the peer is still there, and whether a report is due.
    mutating func look(_ bench: inout Workbench) {
        slotsToLook = MediaStream.slotsBetweenLooks
        guard let terms else { return }
        path.look(media, lastHeard: lastSign, now: bench.now)
        if schedule.isDue(now: bench.time, using: &bench.generator) {
            sendReport(terms, isGoodbye: false, &bench)
        }
        guard terms.receives, let patience = bench.patience, !hasToldSilence,
            bench.now - lastSign >= patience
        else { return }
        hasToldSilence = true
        bench.tell(id, .silent(.nanoseconds(bench.now - lastSign)))
    }

    /// Sends a report of both streams, and perhaps the goodbye (RFC 3550 §6).
    mutating func sendReport(
        _ terms: StreamTerms, isGoodbye: Bool, _ bench: inout Workbench
    ) {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let time = NTPTimestamp(
            sinceUnixEpoch: .seconds(Int64(wall.tv_sec)) + .nanoseconds(Int64(wall.tv_nsec)))
        let message = ControlMessage(
            source: sender.source,
            information: sender.packetCount > 0 ? sender.information(at: time) : nil,
            report: receiver.makeReport(now: bench.time), isGoodbye: isGoodbye)
        let bytes = message.bytes(name: bench.name)
        let packet = bench.outgoing
        packet.copyBytes(from: bytes)
        var count = bytes.count
        if protection != nil {
            guard let length = protection?.protectControl(packet, count: count) else { return }
            count = length
        }
        // A report that the system won't take is followed by the next one.
        _ = SocketAddress(controlPeer(terms)).lend { address, length in
            sendto(
                control, packet.baseAddress, count, Int32(MSG_NOSIGNAL), address, length)
        }
    }

    /// Where RTCP goes: as agreed, or the port after the one that RTP really comes from.
    private func controlPeer(_ terms: StreamTerms) -> IPEndpoint {
        if path.peer == terms.remote, let agreed = terms.remoteControl { return agreed }
        return IPEndpoint(path.peer.address, port: path.peer.port &+ 1)
    }

    /// Takes one datagram from the socket for RTCP.
    mutating func receiveControl(_ bench: inout Workbench) {
        let bytes = bench.incoming
        var address = SocketAddress()
        var count = address.fill {
            recvfrom(
                control, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT), $0, &$1)
        }
        guard count >= 0, terms != nil else { return }
        guard address.endpoint?.address == path.peer.address else {
            ignored &+= 1
            return
        }
        if protection != nil {
            guard let length = protection?.unprotectControl(bytes, count: count) else {
                ignored &+= 1
                return
            }
            count = length
        }
        let datagram = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        guard let message = ControlMessage(datagram, about: sender.source) else {
            ignored &+= 1
            return
        }
        lastSign = bench.now
        hasToldSilence = false
        if let information = message.information {
            receiver.heard(information, now: bench.time)
        }
        if let report = message.report { note(report) }
    }

    private mutating func note(_ report: ReceptionReport) {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let now = NTPTimestamp(
            sinceUnixEpoch: .seconds(Int64(wall.tv_sec)) + .nanoseconds(Int64(wall.tv_nsec)))
        farReport = FarReport(
            loss: Double(report.fractionLost) / 256, roundTrip: report.roundTrip(arrival: now))
    }

    /// What went over the port so far.
    func statistics(now: Int64) -> StreamStatistics {
        let reception = receiver.statistics
        return StreamStatistics(
            sent: Int(sender.packetCount), sendFailures: sendFailures,
            received: Int(clamping: reception.received), lost: Int(clamping: reception.lost),
            ignored: ignored, early: early.count,
            jitter: .microseconds(Int64(reception.jitter) * 125), spacing: spacing.histogram,
            sinceLastPacket: receiver.lastHeard.map { .nanoseconds(now) - $0 },
            farLoss: farReport?.loss, roundTrip: farReport?.roundTrip, keyEnd: keyEnd)
    }
}
