extension CustomerDirectory {
    /// Customers who differ where customers can: the first, and those after it who have a value in
    /// a column of few values that none before them has.
    ///
    /// Of the first 500, and 12 at most.
    public func examples() -> [[String: String]] {
        let records = firstRecords(500)
        var values: [String: Set<String>] = [:]
        for record in records {
            for (column, value) in record { values[column, default: []].insert(value) }
        }
        let telling = values.filter { $0.value.count <= 10 }.keys
        var seen: Set<[String]> = []
        var examples: [[String: String]] = []
        for record in records where examples.count < 12 {
            let news = telling.filter { column in
                record[column].map { seen.insert([column, $0]).inserted } ?? false
            }
            if examples.isEmpty || !news.isEmpty { examples.append(record) }
        }
        return examples
    }
}
