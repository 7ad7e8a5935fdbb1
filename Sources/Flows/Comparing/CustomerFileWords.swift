/// Tells what differs in a customer file, and nothing of any customer.
enum CustomerFileWords {
    static func changes(
        _ old: [UInt8], _ new: [UInt8], in place: FlowChange.Place
    ) -> [FlowChange] {
        guard old != new else { return [] }
        guard let before = try? CustomerDirectory(old, keys: []),
            let after = try? CustomerDirectory(new, keys: [])
        else { return [FlowChange(place, .changed, [], "the file is another")] }
        let renamed = renamedColumn(before.columns, after.columns)
        return columns(before, after, renamed, place) + lines(before, after, renamed, place)
    }

    /// A column whose name alone changed: one is gone, and another stands in its place.
    private static func renamedColumn(
        _ before: [String], _ after: [String]
    ) -> (old: String, new: String)? {
        let gone = before.filter { !after.contains($0) }
        let come = after.filter { !before.contains($0) }
        guard gone.count == 1, come.count == 1,
            before.firstIndex(of: gone[0]) == after.firstIndex(of: come[0])
        else { return nil }
        return (gone[0], come[0])
    }

    private static func columns(
        _ before: CustomerDirectory, _ after: CustomerDirectory,
        _ renamed: (old: String, new: String)?, _ place: FlowChange.Place
    ) -> [FlowChange] {
        if let (old, new) = renamed {
            return [
                FlowChange(
                    place, .renamed, ["columns", new], before: old, after: new,
                    "column `\(old)` is now called `\(new)`")
            ]
        }
        let come = after.columns.filter { !before.columns.contains($0) }.map {
            FlowChange(place, .added, ["columns", $0], "column `\($0)` is new")
        }
        let gone = before.columns.filter { !after.columns.contains($0) }.map {
            FlowChange(place, .removed, ["columns", $0], "column `\($0)` is gone")
        }
        return come + gone
    }

    private static func lines(
        _ before: CustomerDirectory, _ after: CustomerDirectory,
        _ renamed: (old: String, new: String)?, _ place: FlowChange.Place
    ) -> [FlowChange] {
        let common = before.columns.enumerated().compactMap { index, name in
            let nameNow = renamed?.old == name ? renamed?.new ?? name : name
            return after.columns.firstIndex(of: nameNow).map {
                (name: nameNow, before: index, after: $0)
            }
        }
        let (old, new) = (lines(of: before), lines(of: after))
        for key in common {
            guard let known = byKey(old, key.before), let found = byKey(new, key.after) else {
                continue
            }
            return words(known, found, common.filter { $0.name != key.name }, place)
        }
        // Nothing tells one customer from another but the whole line.
        let kept = common.map { ($0.before, $0.after) }
        var counts: [[String]: Int] = [:]
        for line in new { counts[kept.map { line[$0.1] }, default: 0] += 1 }
        for line in old { counts[kept.map { line[$0.0] }, default: 0] -= 1 }
        return counted(
            new: counts.values.filter { $0 > 0 }.reduce(0, +),
            gone: -counts.values.filter { $0 < 0 }.reduce(0, +), place)
    }

    private static func words(
        _ before: [String: [String]], _ after: [String: [String]],
        _ columns: [(name: String, before: Int, after: Int)], _ place: FlowChange.Place
    ) -> [FlowChange] {
        var other: Set<String> = []
        var changed = 0
        for (key, line) in before {
            guard let now = after[key] else { continue }
            let names = columns.filter { line[$0.before] != now[$0.after] }.map(\.name)
            if !names.isEmpty { changed += 1 }
            other.formUnion(names)
        }
        let names = columns.map(\.name).filter(other.contains).map { "`\($0)`" }
        let changes = [
            FlowChange(
                place, .changed, ["customers"],
                "\(customers(changed)) changed, in \(names.joined(separator: ", "))")
        ]
        return (changed == 0 ? [] : changes)
            + counted(
                new: after.keys.filter { before[$0] == nil }.count,
                gone: before.keys.filter { after[$0] == nil }.count, place)
    }

    private static func counted(new: Int, gone: Int, _ place: FlowChange.Place) -> [FlowChange] {
        let all: [(FlowChange.Kind, Int, String)] = [
            (.added, new, "new"), (.removed, gone, "gone"),
        ]
        return all.filter { $0.1 > 0 }.map { kind, count, what in
            FlowChange(
                place, kind, ["customers"],
                "\(customers(count)) \(count == 1 ? "is" : "are") \(what)")
        }
    }

    private static func customers(_ count: Int) -> String {
        "\(count) customer\(count == 1 ? "" : "s")"
    }

    private static func lines(of file: CustomerDirectory) -> [[String]] {
        (0..<file.count).compactMap(file.line)
    }

    /// The lines by a column; nil where it does not tell them apart.
    private static func byKey(_ lines: [[String]], _ column: Int) -> [String: [String]]? {
        var found: [String: [String]] = [:]
        for line in lines {
            let key = line[column]
            guard !key.isEmpty, found.updateValue(line, forKey: key) == nil else { return nil }
        }
        return found
    }
}
