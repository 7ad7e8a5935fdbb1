/// Who is due at which tick: every slot stands in one list at most, that of its tick.
///
/// Putting a slot in and taking all slots of a tick cost the same however many there are.
struct TimingWheel: Equatable {
    /// How many ticks ahead a slot may be put, and one more. A power of two.
    static let size: Int64 = 128
    /// Ticks from one packet of a stream to the next, for nearly all streams: over so many ticks
    /// the load is spread.
    static let round: Int64 = 20

    private static let none: Int32 = -1

    private var heads = [Int32](repeating: none, count: Int(size))
    private var tails = [Int32](repeating: none, count: Int(size))
    /// The one after each slot in its list.
    private var followers: [Int32] = []
    /// How many slots stand in the wheel.
    private(set) var count = 0
    private var loads = [Int](repeating: 0, count: Int(round))

    /// Puts a slot at the end of the list of a tick.
    mutating func put(_ slot: Int, at tick: Int64) {
        while followers.count <= slot { followers.append(TimingWheel.none) }
        let index = TimingWheel.index(of: tick)
        followers[slot] = TimingWheel.none
        if heads[index] == TimingWheel.none {
            heads[index] = Int32(slot)
        } else {
            followers[Int(tails[index])] = Int32(slot)
        }
        tails[index] = Int32(slot)
        count += 1
        loads[TimingWheel.phase(of: tick)] += 1
    }

    /// Takes the list of a tick out: the first of its slots; nil where there is none. Read
    /// ``follower(of:)`` before the slot is put in again.
    mutating func take(at tick: Int64) -> Int? {
        let index = TimingWheel.index(of: tick)
        let head = heads[index]
        heads[index] = TimingWheel.none
        tails[index] = TimingWheel.none
        var slot = head
        while slot != TimingWheel.none {
            count -= 1
            loads[TimingWheel.phase(of: tick)] -= 1
            slot = followers[Int(slot)]
        }
        return head == TimingWheel.none ? nil : Int(head)
    }

    /// The slot after another in the list that was taken out.
    func follower(of slot: Int) -> Int? {
        followers[slot] == TimingWheel.none ? nil : Int(followers[slot])
    }

    /// Takes a slot out of the list of its tick.
    mutating func remove(_ slot: Int, at tick: Int64) {
        var rest = take(at: tick)
        while let other = rest {
            rest = follower(of: other)
            if other != slot { put(other, at: tick) }
        }
    }

    /// The nearest tick, one round ahead at most, at which there is not more to do than at others.
    func quietTick(from tick: Int64) -> Int64 {
        let mean = loads.reduce(0, +) / loads.count
        var best = tick
        for candidate in tick..<(tick + TimingWheel.round) {
            let load = loads[TimingWheel.phase(of: candidate)]
            if load <= mean { return candidate }
            if load < loads[TimingWheel.phase(of: best)] { best = candidate }
        }
        return best
    }

    private static func index(of tick: Int64) -> Int { Int(tick & (size - 1)) }
    private static func phase(of tick: Int64) -> Int { Int(tick % round) }
}
