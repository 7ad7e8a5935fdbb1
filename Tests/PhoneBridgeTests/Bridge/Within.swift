/// What a test waited for did not come.
struct TooLate: Error {}

/// What `act` comes to, unless it takes too long.
func within<Value: Sendable>(
    _ span: Duration = .seconds(30), _ act: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await act() }
        group.addTask {
            try await Task.sleep(for: span)
            throw TooLate()
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw TooLate() }
        return value
    }
}

/// Reads a stream one by one, each in good time.
actor Reader<Element: Sendable> {
    private let iterator: AsyncStream<Element>.Iterator

    init(_ stream: AsyncStream<Element>) { iterator = stream.makeAsyncIterator() }

    /// What comes next; nil at the end.
    func next() async -> Element? {
        // Copies of the iterator share the stream.
        var copy = iterator
        return await copy.next(isolation: self)
    }
}

extension Reader {
    /// What comes next, in good time; nil at the end.
    nonisolated func soon() async throws -> Element? {
        try await within { await self.next() }
    }
}

/// Waits until a condition holds, and fails after thirty seconds.
func until(_ holds: @escaping @Sendable () async -> Bool) async throws {
    try await within {
        while await !holds() {
            try Task.checkCancellation()
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
