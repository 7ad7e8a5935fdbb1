import Telephony

/// A sound on its way to a caller, as the bytes of a codec.
struct Playback: Sendable {
    /// What its end is told as; nil for what nobody asks about.
    let id: PlaybackID?
    /// Kept for another codec, should one be agreed on.
    let sound: Sound
    let loops: Bool
    private(set) var payload: [UInt8]
    private var position = 0

    init(_ sound: Sound, as id: PlaybackID?, loops: Bool, payload: [UInt8]) {
        self.sound = sound
        self.id = id
        self.loops = loops && !payload.isEmpty
        self.payload = payload
    }

    /// Goes on from the same moment in the bytes of another codec, of which each has 8 a
    /// millisecond.
    mutating func change(to payload: [UInt8]) { self.payload = payload }

    /// Copies the next bytes, and what silence is after the last of them.
    ///
    /// - Returns: whether that was the end.
    @inline(__always)
    mutating func next(
        into bytes: UnsafeMutableRawBufferPointer, silence: UnsafeRawBufferPointer
    ) -> Bool {
        var filled = 0
        while filled < bytes.count {
            let count = min(bytes.count - filled, payload.count - position)
            if count > 0 {
                let start = position
                payload.withUnsafeBytes {
                    UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                        .copyMemory(
                            from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
                }
                filled += count
                position += count
            }
            guard position >= payload.count else { break }
            guard loops else {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                rest.copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: silence[..<min(rest.count, silence.count)]))
                return true
            }
            position = 0
        }
        return false
    }

    /// Lets time go by unheard: the same as ``next(into:silence:)`` without the bytes.
    mutating func pass(_ count: Int) -> Bool {
        position += count
        guard position >= payload.count else { return false }
        guard loops else { return true }
        position %= payload.count
        return false
    }
}
