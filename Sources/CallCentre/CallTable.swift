public import Telephony

/// What belongs to calls, by their names.
///
/// Used as a dictionary is; but what it holds stays in its place, is looked at and changed there:
/// what belongs to a call is large, and is needed with every event.
public struct CallTable<Value: Sendable>: Sendable {
    @usableFromInline var places: [CallID: Int] = [:]
    /// nil at the places that are free.
    @usableFromInline var values: [Value?] = []
    @usableFromInline var freePlaces: [Int] = []
    /// The call that was changed last, where it is still there: what follows is mostly of the same.
    @usableFromInline var latest = CallID(rawValue: "")
    @usableFromInline var latestPlace: Int?

    /// A table without any call.
    public init() {}

    /// How many calls there are.
    @inlinable public var count: Int { places.count }

    /// Whether a call is there.
    @inlinable public func contains(_ call: CallID) -> Bool { place(of: call) != nil }

    /// What belongs to a call; nil where it is not there.
    @inlinable public subscript(call: CallID) -> Value? {
        _read {
            // An array would hand out a copy.
            if let place = place(of: call) { yield values.span[place] } else { yield nil }
        }
        _modify {
            if let place = place(of: call) {
                remember(call, at: place)
                yield &values[place]
                if values[place] == nil { free(place, of: call) }
            } else {
                var value: Value?
                yield &value
                if let value { add(value, for: call) }
            }
        }
    }

    @inlinable
    func place(of call: CallID) -> Int? {
        if let latestPlace, latest == call { latestPlace } else { places[call] }
    }

    @inlinable
    mutating func remember(_ call: CallID, at place: Int) {
        guard latestPlace != place else { return }
        latest = call
        latestPlace = place
    }

    @usableFromInline
    mutating func free(_ place: Int, of call: CallID) {
        latestPlace = nil
        places[call] = nil
        freePlaces.append(place)
    }

    @inlinable
    mutating func add(_ value: Value, for call: CallID) {
        let place = freePlaces.popLast() ?? values.count
        if place == values.count { values.append(value) } else { values[place] = value }
        places[call] = place
        latest = call
        latestPlace = place
    }
}
