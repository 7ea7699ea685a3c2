using System.Net;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Messages;

public sealed class DnsMessageWriterTests
{
    private static readonly DnsMessage AddressQuery = DnsMessage.Query(7, new(Samples.Service, DnsRecordType.A));

    [Fact]
    public void Write_Query_IsTheBytesOfTheRfc() =>
        Convert.ToHexString(DnsMessageWriter.Write(DnsMessage.Query(0x1234, new(DnsName.Parse("a.bc"), DnsRecordType.AAAA))))
            .ShouldBe("123401000001000000000001" + "016102626300001C0001" + "00002904D0000000000000");

    [Fact]
    public void Write_AllKindsOfRecords_ReadBackEqual()
    {
        var message = Samples.Everything;

        DnsMessageReader.Read(DnsMessageWriter.Write(message)).ShouldBe(message);
    }

    [Fact]
    public void Write_OwnerSeenBefore_IsAPointer()
    {
        var bytes = DnsMessageWriter.Write(Samples.Addresses(AddressQuery, 3) with { Edns = null });

        bytes.Length.ShouldBe(12 + Samples.Service.Wire.Length + 4 + (3 * 16));
        bytes.AsSpan(12 + Samples.Service.Wire.Length + 4, 2).ToArray().ShouldBe([0xC0, 12]);
    }

    [Fact]
    public void Write_SrvTarget_IsNotCompressed()
    {
        var message = AddressQuery.Reply() with { Answers = [new SrvRecord(Samples.Service, 5, 0, 100, 80, Samples.Service)], Edns = null };

        DnsMessageWriter.Write(message).AsSpan(^Samples.Service.Wire.Length..).ToArray().ShouldBe(Samples.Service.Wire.ToArray());
    }

    [Fact]
    public void Write_SameNameInAnotherCase_KeepsBothSpellings()
    {
        var message = AddressQuery.Reply() with { Answers = [new ARecord(DnsName.Parse("DB.shop.svc.cluster.local"), 5, IPAddress.Loopback)] };

        var read = DnsMessageReader.Read(DnsMessageWriter.Write(message));

        read.Questions[0].Name.ToString().ShouldBe("db.shop.svc.cluster.local");
        read.Answers[0].Name.ToString().ShouldBe("DB.shop.svc.cluster.local");
    }

    [Fact]
    public void Write_NamesBeyondTheReachOfPointers_ReadBackEqual()
    {
        var message = AddressQuery.Reply() with
        {
            Answers = [.. Enumerable.Range(0, 1500).Select(index => new ARecord(DnsName.Parse($"db-{index}.other-{index}.example"), 5, IPAddress.Loopback))],
        };
        var bytes = DnsMessageWriter.Write(message);

        bytes.Length.ShouldBeGreaterThan(0x4000);
        DnsMessageReader.Read(bytes).ShouldBe(message);
    }

    [Fact]
    public void Write_AnyLimit_IsKeptAndTruncationIsSaid()
    {
        var message = Samples.Addresses(AddressQuery, 30) with { Authorities = [Samples.Soa] };
        var whole = DnsMessageWriter.Write(message).Length;
        for (var limit = 60; limit <= whole; limit++)
        {
            var bytes = DnsMessageWriter.Write(message, limit);
            var read = DnsMessageReader.Read(bytes);

            bytes.Length.ShouldBeLessThanOrEqualTo(limit);
            read.IsTruncated.ShouldBe(limit < whole);
            read.Edns.ShouldBe(message.Edns);
            read.Answers.ShouldBe(message.Answers.Take(read.Answers.Count));
            read.Authorities.Count.ShouldBe(limit == whole ? 1 : 0);
        }
    }

    [Fact]
    public void Write_AdditionalsDoNotFit_LeavesOutWholeSetsWithoutTruncation()
    {
        var message = Samples.Addresses(AddressQuery, 1) with
        {
            Additionals =
            [
                new ARecord(Samples.Peer, 5, IPAddress.Loopback),
                new AaaaRecord(Samples.Peer, 5, IPAddress.IPv6Loopback),
                new AaaaRecord(Samples.Peer, 5, IPAddress.IPv6Any),
            ],
        };

        var read = DnsMessageReader.Read(DnsMessageWriter.Write(message, DnsMessageWriter.Write(message).Length - 1));

        read.IsTruncated.ShouldBeFalse();
        read.Additionals.ShouldBe(message.Additionals.Take(1));
    }

    [Fact]
    public void Write_QuestionsExceedTheLimit_Throws() => Should.Throw<DnsFormatException>(() => DnsMessageWriter.Write(AddressQuery, 40));

    [Fact]
    public void Write_WhatTheFormatCannotSay_Throws()
    {
        Throws(AddressQuery with { ResponseCode = DnsResponseCode.BadVersion, Edns = null });
        Throws(AddressQuery with { OperationCode = (DnsOperationCode)16 });
        Throws(AddressQuery with { Answers = [new ARecord(Samples.Peer, 5, IPAddress.IPv6Loopback)] });
        Throws(AddressQuery with { Answers = [new AaaaRecord(Samples.Peer, 5, IPAddress.Loopback)] });
        Throws(AddressQuery with { Answers = [new ARecord(Samples.Peer, -1, IPAddress.Loopback)] });
        Throws(AddressQuery with { Answers = [new TxtRecord(Samples.Peer, 5, [])] });
        Throws(AddressQuery with { Answers = [new TxtRecord(Samples.Peer, 5, [new('x', 256)])] });
        Throws(AddressQuery with { Answers = [new TxtRecord(Samples.Peer, 5, ["\u0100"])] });

        static void Throws(DnsMessage message) => Should.Throw<DnsFormatException>(() => DnsMessageWriter.Write(message));
    }

    [Theory]
    [InlineData(null, 512)]
    [InlineData(100, 512)]
    [InlineData(4096, 4096)]
    public void UdpResponseLimit_OfAQuery_Is512AtLeast(int? payloadSize, int limit) =>
        (AddressQuery with { Edns = payloadSize is { } size ? new((ushort)size) : null }).UdpResponseLimit.ShouldBe(limit);

    [Fact]
    public void NegativeTimeToLive_OfASoa_IsTheSmallerOne()
    {
        Samples.Soa.NegativeTimeToLive.ShouldBe(TimeSpan.FromSeconds(5));
        (Samples.Soa with { TimeToLive = 2 }).NegativeTimeToLive.ShouldBe(TimeSpan.FromSeconds(2));
    }
}
