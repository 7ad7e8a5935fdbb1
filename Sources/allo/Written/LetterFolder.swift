import CallLog
import Flows
import Foundation
import Telephony

/// Letters and e-mails of files: mails (`.eml`) one by one, tables (`.csv`) line by line.
struct LetterFolder {
    /// The queue of those that name none.
    let queue: String?
    /// The zone of the times in tables.
    let zone: TimeZoneRules

    /// All that stand in a folder, file by file in the order of their names.
    ///
    /// - Throws: ``Failure`` where a file can't be read, with its line where it has lines.
    func letters(in folder: String) throws -> [FoundLetter] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw Failure("\(folder) can't be read: \(Project.reason(of: error))")
        }
        return try names.flatMap { name in
            let path = Paths.join(folder, name)
            switch Paths.name(of: name).lowercased() {
            case let name where name.hasSuffix(".eml"): return [try mail(path)]
            case let name where name.hasSuffix(".csv"): return try table(path)
            default: return []
            }
        }
    }

    /// The mail of a file.
    func mail(_ path: String) throws -> FoundLetter {
        guard let mail = MailFile(try Project.contents(of: path, atMost: Self.longestFile)) else {
            throw Failure("\(path) is no mail: it has neither From nor Subject")
        }
        guard let queue else { throw Failure("\(path): say in which queue it waits, with --queue") }
        return FoundLetter(
            queue: queue, from: mail.from, subject: mail.subject,
            received: mail.date.map { Int64($0.timeIntervalSince1970 * 1_000) },
            source: Fingerprint.of(mail.identity))
    }

    private static let longestFile = 67_108_864
    private static let columns = [
        "id", "queue", "from", "subject", "received", "segment", "motive",
    ]

    private func table(_ path: String) throws -> [FoundLetter] {
        let bytes = Array(try Project.contents(of: path, atMost: Self.longestFile))
        let table: CSVTable
        do {
            table = try CSVTable(bytes)
        } catch {
            throw Failure("\(path):\(error.line):\(error.column): \(error)")
        }
        if let other = table.columns.first(where: { !Self.columns.contains($0) }) {
            throw Failure(
                "\(path):1: there is no column ‘\(other)’; there are "
                    + Self.columns.joined(separator: ", "))
        }
        return try table.rows.enumerated().map { index, row in
            let fields = Dictionary(
                zip(table.columns, row).filter { !$1.isEmpty }, uniquingKeysWith: { $1 })
            return try letter(fields, row, at: "\(path):\(index + 2)")
        }
    }

    private func letter(
        _ fields: [String: String], _ row: [String], at place: String
    ) throws -> FoundLetter {
        guard let queue = fields["queue"] ?? queue else {
            throw Failure("\(place): it names no queue, and --queue none either")
        }
        var received: Int64?
        if let written = fields["received"] {
            guard let time = CivilTime(written.count == 16 ? written + ":00" : written) else {
                throw Failure("\(place): ‘\(written)’ is no time, as 2026-11-23 10:00:00 is")
            }
            received = Int64(zone.instant(of: time)) * 1_000
        }
        return FoundLetter(
            queue: queue, from: fields["from"], subject: fields["subject"], received: received,
            segment: fields["segment"], motive: fields["motive"],
            source: Fingerprint.of(fields["id"].map { ["row", $0] } ?? ["line"] + row))
    }
}
