/// The streams of a thread, each at one address, in slots that are used again.
///
/// Owns their memory.
struct StreamTable: ~Copyable {
    private var slots: [UnsafeMutablePointer<MediaStream>?] = []
    private var free: [Int] = []
    private var slotsByPort: [MediaPort.ID: Int] = [:]

    /// How many there are.
    var count: Int { slotsByPort.count }

    /// The names of all.
    var ports: [MediaPort.ID] { Array(slotsByPort.keys) }

    /// The stream in a slot; nil where the slot is free.
    @inline(__always)
    subscript(slot: Int) -> UnsafeMutablePointer<MediaStream>? {
        slots.indices.contains(slot) ? slots[slot] : nil
    }

    /// The stream of a port; nil where there is none.
    subscript(port: MediaPort.ID) -> UnsafeMutablePointer<MediaStream>? {
        slotsByPort[port].flatMap { slots[$0] }
    }

    /// Gives a stream a slot.
    mutating func insert(_ stream: UnsafeMutablePointer<MediaStream>) {
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(nil) }
        slots[slot] = stream
        slotsByPort[stream.pointee.id] = slot
        stream.pointee.slot = slot
    }

    /// Takes a stream out; its memory is the caller's.
    mutating func remove(_ stream: UnsafeMutablePointer<MediaStream>) {
        slots[stream.pointee.slot] = nil
        free.append(stream.pointee.slot)
        slotsByPort[stream.pointee.id] = nil
    }

    deinit {
        for stream in slots {
            stream?.deinitialize(count: 1)
            stream?.deallocate()
        }
    }
}
