import Flows
import Telephony
import Testing

@Suite struct CustomerDirectoryTests {
    private func read(
        _ text: String, keys: [CustomerDirectory.Key] = [.init("number")]
    ) throws(DirectoryError) -> CustomerDirectory {
        try CustomerDirectory(Array(text.utf8), keys: keys)
    }

    @Test(
        arguments: [
            "number,name\n0042,Anna\n7,Bob\n", "number,name\r\n0042,Anna\r\n7,Bob",
            "\u{FEFF}number;name\n0042;Anna\n7;Bob\n",
            "\"number\",\"name\"\n\"0042\",\"Anna\"\n7,Bob\n",
            " number , name \n\n0042,Anna\n\n\n7,Bob\n\n",
        ])
    func `customers are found by a column, as texts`(file: String) throws {
        let directory = try read(file)
        #expect(directory.columns == ["number", "name"])
        #expect(directory.count == 2)
        #expect(
            directory.find(column: "number", value: "0042")
                == .record(["number": .text("0042"), "name": .text("Anna")]))
        #expect(
            directory.find(column: "number", value: "7")
                == .record(["number": .text("7"), "name": .text("Bob")]))
        #expect(directory.find(column: "number", value: "42") == nil)
        #expect(directory.find(column: "name", value: "Anna") == nil)
    }

    @Test func `quoted fields hold separators, quotes and line ends`() throws {
        let directory = try read("number,note\n\"1\",\"a \"\"b\"\", c\nd;é\"\n2,\"\"\"\"\"\"\n")
        #expect(
            directory.find(column: "number", value: "1")
                == .record(["number": .text("1"), "note": .text("a \"b\", c\nd;é")]))
        #expect(
            directory.find(column: "number", value: "2")
                == .record(["number": .text("2"), "note": .text("\"\"")]))
    }

    @Test(
        arguments: [
            "0612345678", "06 12 34 56 78", "+33612345678", "0033612345678", "+33 6.12.34.56.78",
        ])
    func `telephone numbers are the same in every spelling`(number: String) throws {
        for written in ["0612345678", "+33 6 12 34 56 78", "06.12.34.56.78"] {
            let directory = try read(
                "phone;name\n\(written);Anna\n3949;Help\n;None\nunknown;Odd\n",
                keys: [.init("phone", isTelephone: true)])
            #expect(
                directory.find(column: "phone", value: number)
                    == .record(["phone": .text(written), "name": .text("Anna")]))
            #expect(directory.find(column: "phone", value: "3949") != nil)
            #expect(directory.find(column: "phone", value: "unknown") == nil)
            #expect(directory.find(column: "phone", value: "") == nil)
        }
    }

    @Test func `a value that several lines share finds no one`() throws {
        let directory = try read("number,name\n1,Anna\n1,Bob\n1,Carl\n2,Dora\n")
        #expect(directory.find(column: "number", value: "1") == nil)
        #expect(directory.find(column: "number", value: "2") != nil)
        #expect(directory.ambiguousValues(column: "number") == 1)
    }

    @Test func `an answer tells found, missing and failed apart`() throws {
        let directory = try read("number,name\n1,Anna\n")
        let found = directory.answer(column: "number", value: "1")
        #expect(found.outcome == .found)
        #expect(found.values.map(\.name) == ["name", "number"])
        #expect(found.values.map(\.value) == ["Anna", "1"])
        #expect(directory.answer(column: "number", value: "2").outcome == .missing)
        #expect(directory.answer(column: "name", value: "Anna").outcome == .failed)
    }

    @Test(
        arguments: [
            ("", .empty, 1, 1),
            ("\n\n", .empty, 1, 1),
            ("number,,name\n", .unnamedColumn, 1, 8),
            ("number,é,number\n", .repeatedColumn("number"), 1, 10),
            ("name\nAnna\n", .missingColumn("number"), 1, 1),
            ("number,name\n1,Anna\n2\n", .raggedLine(fields: 1, columns: 2), 3, 1),
            ("number,name\n1,Anna,x\n", .raggedLine(fields: 3, columns: 2), 2, 1),
            ("number,name\n1,\"Anna\n", .unclosedQuote, 2, 3),
            ("number,name\né,\"Anna\" x\n", .textAfterQuote, 2, 9),
            ("number,name\n1,An\"na\n", .strayQuote, 2, 5),
        ] as [(String, DirectoryError.Reason, Int, Int)])
    func `this file can't be read, for this reason and here`(
        file: String, reason: DirectoryError.Reason, line: Int, column: Int
    ) {
        let error = #expect(throws: DirectoryError.self) { try read(file) }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test func `a file in Latin 1 is refused at its first accent`() {
        let bytes = Array("number,name\n1,Ren".utf8) + [0xE9, 0x0A]
        let error = #expect(throws: DirectoryError.self) {
            try CustomerDirectory(bytes, keys: [])
        }
        #expect(error?.reason == .notUTF8)
        #expect(error?.line == 2)
        #expect(error?.column == 6)
    }
}
