import Telephony

/// The sounds used last, as many as fit into some bytes.
struct MemoryCache<Key: Hashable> {
    private struct Entry {
        let sound: Sound
        var lastUse: Int
        var bytes: Int { sound.samples.count * MemoryLayout<Int16>.size }
    }

    /// The most bytes of samples that are kept.
    let capacity: Int
    /// The bytes of samples that are kept now.
    private(set) var bytes = 0
    private var entries: [Key: Entry] = [:]
    private var uses = 0

    init(capacity: Int) { self.capacity = capacity }

    /// The sound of a key, which counts as used now.
    mutating func sound(for key: Key) -> Sound? {
        guard var entry = entries[key] else { return nil }
        uses += 1
        entry.lastUse = uses
        entries[key] = entry
        return entry.sound
    }

    /// Keeps a sound, in the place of those used longest ago; one larger than all is not kept.
    mutating func keep(_ sound: Sound, for key: Key) {
        uses += 1
        let entry = Entry(sound: sound, lastUse: uses)
        guard entry.bytes <= capacity else { return }
        bytes += entry.bytes - (entries.updateValue(entry, forKey: key)?.bytes ?? 0)
        while bytes > capacity,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            bytes -= oldest.value.bytes
            entries[oldest.key] = nil
        }
    }
}
