using System.Net;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Messages;

public sealed class DnsMessageReaderTests
{
    // id, flags, and the four counts
    private const string Header = "1234 8580 0001 0001 0000 0000";
    private const string Question = "01 61 02 62 63 00 0001 0001";

    [Fact]
    public void Read_AnswerWithPointer_IsUnderstood()
    {
        var message = Read($"{Header} {Question} C00C 0001 0001 0000001E 0004 0AF40007");

        message.Id.ShouldBe((ushort)0x1234);
        message.Flags.ShouldBe(DnsFlags.Response | DnsFlags.Authoritative | DnsFlags.RecursionDesired | DnsFlags.RecursionAvailable);
        message.ResponseCode.ShouldBe(DnsResponseCode.NoError);
        message.Questions.ShouldBe([new(DnsName.Parse("a.bc"), DnsRecordType.A)]);
        message.Answers.ShouldBe([new ARecord(DnsName.Parse("a.bc"), 30, IPAddress.Parse("10.244.0.7"))]);
        message.Edns.ShouldBeNull();
    }

    [Fact]
    public void Read_NamesOfTheRfc_AreUnderstood()
    {
        // RFC 1035, 4.1.4: F.ISI.ARPA, FOO.F.ISI.ARPA, ARPA and the root, here as four questions from byte 12 on.
        var message = Read("0001 0000 0004 0000 0000 0000 0146 03495349 0441525041 00 0001 0001 03464F4F C00C 0001 0001 C012 0001 0001 00 0001 0001");

        message.Questions.Select(question => question.Name.ToString()).ShouldBe(["F.ISI.ARPA", "FOO.F.ISI.ARPA", "ARPA", "."]);
    }

    [Fact]
    public void Read_Opt_BecomesEdnsWithHighBitsOfTheResponseCode()
    {
        var message = Read("0001 8000 0000 0000 0000 0001 00 0029 04D0 01 00 8000 0004 0003 0000");

        message.Edns.ShouldBe(new DnsEdns(1232, 0, true));
        message.ResponseCode.ShouldBe(DnsResponseCode.BadVersion);
        message.Additionals.ShouldBeEmpty();
    }

    [Fact]
    public void Read_TimeToLiveWithHighestBit_IsZero() =>
        Read($"{Header} {Question} C00C 0001 0001 FFFFFFFF 0004 0AF40007").Answers[0].TimeToLive.ShouldBe(0);

    [Fact]
    public void Read_AddressOfAnotherClass_KeepsItsBytes() =>
        Read($"{Header} {Question} C00C 0001 0003 00000001 0002 ABCD").Answers[0]
            .ShouldBe(new UnknownRecord(DnsName.Parse("a.bc"), 1, DnsRecordType.A, [0xAB, 0xCD]) { Class = DnsClass.Chaos });

    [Theory]
    [InlineData("C01C", "The pointer at byte 28 leads to 28")]
    [InlineData("C01E", "The pointer at byte 28 leads to 30")]
    [InlineData("C000", "The pointer at byte 28 leads to 0")]
    [InlineData("01 61 C01C", "The pointer at byte 30 leads to 28")]
    [InlineData("FFFF", "The pointer at byte 28 leads to 16383")]
    [InlineData("40 61", "The label at byte 28 is of an unknown kind")]
    [InlineData("80 61", "The label at byte 28 is of an unknown kind")]
    public void Read_BadOwner_Throws(string owner, string reason) =>
        Should.Throw<DnsFormatException>(() => Read($"1234 8580 0001 0001 0000 0000 01 61 04 62636465 03 666768 00 0001 0001 {owner} 0001 0001 0000001E 0004 0AF40007"))
            .Message.ShouldStartWith(reason);

    [Fact]
    public void Read_PointersAtEachOther_Throws() =>
        Should.Throw<DnsFormatException>(() => Read("0001 0000 0002 0000 0000 0000 C012 0001 0001 C00C 0001 0001"));

    [Theory]
    [InlineData("C00C 0001 0001 0000001E 0003 0AF400", "a short address")]
    [InlineData("C00C 0001 0001 0000001E 0005 0AF4000700", "a long address")]
    [InlineData("C00C 001C 0001 0000001E 0004 0AF40007", "a short IPv6 address")]
    [InlineData("C00C 0010 0001 0000001E 0000", "text without a string")]
    [InlineData("C00C 0010 0001 0000001E 0002 0261", "text over its end")]
    [InlineData("C00C 0005 0001 0000001E 0003 C00C00", "bytes behind a name")]
    [InlineData("C00C 0001 0001 0000001E 0004 0AF40007 00", "bytes behind the message")]
    public void Read_DataOfWrongLength_Throws(string record, string reason) =>
        Should.Throw<DnsFormatException>(() => Read($"{Header} {Question} {record}"), reason);

    [Theory]
    [InlineData("0001 8000 0000 0000 0000 0002 00 0029 04D0 00000000 0000 00 0029 04D0 00000000 0000", "two of them")]
    [InlineData("0001 8000 0000 0000 0000 0001 0161 00 0029 04D0 00000000 0000", "with an owner")]
    public void Read_BadOpt_Throws(string message, string reason) => Should.Throw<DnsFormatException>(() => Read(message), reason);

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void Read_NameJoinedByPointers_Has255BytesAtMost(int last, bool valid)
    {
        var label = "3F" + string.Concat(Enumerable.Repeat("61", 63));

        // 64 * 3 + 1 bytes, then a question of last bytes and a pointer to them.
        var bytes = Bytes($"0001 0000 0002 0000 0000 0000 {label}{label}{label}00 0001 0001 {last - 1:X2}{string.Concat(Enumerable.Repeat("62", last - 1))} C00C 0001 0001");

        if (valid)
        {
            DnsMessageReader.Read(bytes).Questions[1].Name.Wire.Length.ShouldBe(255);
        }
        else
        {
            Should.Throw<DnsFormatException>(() => DnsMessageReader.Read(bytes)).Message.ShouldContain("255");
        }
    }

    [Fact]
    public void Read_EveryPrefixOfAMessage_Throws()
    {
        var bytes = DnsMessageWriter.Write(Samples.Everything);
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<DnsFormatException>(() => DnsMessageReader.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Read_CountsWithoutRecords_ThrowsWithoutAllocatingForThem()
    {
        var bytes = Bytes("0001 8000 FFFF FFFF FFFF FFFF");
        Should.Throw<DnsFormatException>(() => DnsMessageReader.Read(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<DnsFormatException>(() => DnsMessageReader.Read(bytes));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public void Read_LongestChainOfPointers_EndsSoon()
    {
        // A record whose data are pointers, each to the one before; the last question name enters at the top of the chain.
        var data = new List<byte> { 0 };
        for (var index = 0; index < 5000; index++)
        {
            var target = 23 + (index == 0 ? 0 : 1 + (2 * (index - 1)));
            data.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target]);
        }

        var top = 23 + 1 + (2 * 4999);
        byte[] bytes = [.. Bytes("0001 8000 0000 0002 0000 0000 00 FF00 0001 00000000"), (byte)(data.Count >> 8), (byte)data.Count, .. data,
            (byte)(0xC0 | (top >> 8)), (byte)top, .. Bytes("0001 0001 00000000 0004 01020304")];

        Should.Throw<DnsFormatException>(() => DnsMessageReader.Read(bytes)).Message.ShouldContain("pointer");
    }

    private static DnsMessage Read(string hexadecimal) => DnsMessageReader.Read(Bytes(hexadecimal));

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
}
