public import Telephony

/// What belongs to calls, by their names.
///
/// Used as a dictionary is; but what it holds stays in its place, is looked at and changed there:
/// what belongs to a call is large, and is needed with every event.
public struct CallTable<Value: Sendable>: Sendable {
    @usableFromInline var places: [CallID: Int] = [:]
    /// nil at the places that are free, the first of which is never taken.
    @usableFromInline var values: [Value?] = [nil]
    @usableFromInline var freePlaces: [Int] = []
    /// The call that was changed last, and its place: what follows is mostly of the same.
    @usableFromInline var latest = CallID(rawValue: "")
    @usableFromInline var latestPlace = 0

    /// A table without any call.
    public init() {}

    /// How many calls there are.
    @inlinable public var count: Int { places.count }

    /// Whether no call is there.
    @inlinable public var isEmpty: Bool { places.isEmpty }

    /// The names of the calls, in no order.
    public var calls: some Collection<CallID> { places.keys }

    /// Whether a call is there.
    @inlinable public func contains(_ call: CallID) -> Bool { place(of: call) > 0 }

    /// What belongs to a call; nil where it is not there.
    @inlinable public subscript(call: CallID) -> Value? {
        // Inlined, so that neither looking nor changing asks for memory; and through a span, since
        // an array hands out copies.
        @inline(__always) _read { yield values.span[place(of: call)] }
        @inline(__always) _modify {
            let place = takePlace(for: call)
            yield &values[place]
            if values[place] == nil { free(place, of: call) }
        }
    }

    /// Looks at what belongs to a call, nil where it is not there, or changes it.
    ///
    /// For what is done with every event: unlike the subscript it neither copies what is looked at, nor
    /// asks for memory to change it. Who is not there can't be given anything.
    @inlinable
    @inline(__always)
    public mutating func access<Result>(
        _ call: CallID, _ body: (inout Value?) -> Result
    ) -> Result {
        if latestPlace == 0 || latest != call {
            guard let place = places[call] else {
                var nothing: Value?
                return body(&nothing)
            }
            latest = call
            latestPlace = place
        }
        let place = latestPlace
        defer { if values[place] == nil { free(place, of: call) } }
        return body(&values[place])
    }

    /// The place of a call; 0 where it is not there.
    @inlinable
    func place(of call: CallID) -> Int {
        latestPlace > 0 && latest == call ? latestPlace : places[call] ?? 0
    }

    /// The place of a call, which is given one where it is not there.
    @inlinable
    mutating func takePlace(for call: CallID) -> Int {
        if latestPlace > 0, latest == call { return latestPlace }
        latest = call
        latestPlace = places[call] ?? addPlace(for: call)
        return latestPlace
    }

    @usableFromInline
    mutating func addPlace(for call: CallID) -> Int {
        let place = freePlaces.popLast() ?? values.count
        if place == values.count { values.append(nil) }
        places[call] = place
        return place
    }

    @usableFromInline
    mutating func free(_ place: Int, of call: CallID) {
        latestPlace = 0
        places[call] = nil
        freePlaces.append(place)
    }
}
