import GRDB
public import Reports
import Telephony

extension Tables {
    /// The letters and e-mails that came in some quarters of an hour, at a place of the tallies: those
    /// that are answered in the order in which they came, then those that are not.
    ///
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func contacts(
        _ selection: CallSelection
    ) async throws(JournalError) -> [WrittenFacts] {
        try read { database, folding in
            let names = try String.fetchAll(
                database,
                sql: """
                    SELECT contact FROM contact WHERE received >= ? AND received < ?
                    ORDER BY received, id
                    """, arguments: [selection.begin, selection.end])
            let finished = try names.compactMap { try folding.contact(CallID(rawValue: $0)) }
            return (finished + folding.openContacts).filter { contact in
                var book = TallyBook(by: selection.dimension)
                book.add(contact)
                return book.tallies.contains { key, tally in
                    selection.quarters.contains(key.quarter) && tally[.writtenReceived] > 0
                        && selection.value.map { $0 == key.value } ?? true
                }
            }
        }
    }
}
