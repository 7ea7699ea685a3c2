using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Tests.Dns;

public sealed class AskedNameTests
{
    [Theory]
    [InlineData("", StatementCode.AskNameEmpty)]
    [InlineData("  ", StatementCode.AskNameEmpty)]
    [InlineData(".", StatementCode.AskNameEmpty)]
    [InlineData("a..b", StatementCode.AskLabel)]
    [InlineData(".a", StatementCode.AskLabel)]
    [InlineData("..", StatementCode.AskLabel)]
    [InlineData("a b", StatementCode.AskCharacter)]
    [InlineData("bücher.example", StatementCode.AskCharacter)]
    [InlineData("a\\.b", StatementCode.AskCharacter)]
    [InlineData("<script>", StatementCode.AskCharacter)]
    [InlineData("http://a/", StatementCode.AskCharacter)]
    [InlineData("a\u0000b", StatementCode.AskCharacter)]
    public void Read_BadName_IsRefusedInWords(string name, StatementCode why)
    {
        var (asked, fault) = AskedName.Read(name, "A", null);

        asked.ShouldBeNull();
        fault!.Code.ShouldBe(why);
    }

    [Fact]
    public void Read_TooLongALabelOrName_IsRefused()
    {
        AskedName.Read(new string('a', 64), null, null).Fault!.Code.ShouldBe(StatementCode.AskLabel);
        AskedName.Read(string.Join('.', Enumerable.Repeat(new string('a', 63), 4)), null, null).Fault.ShouldBe(Statement.Of(StatementCode.AskNameTooLong, "255"));
        AskedName.Read(string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".", null, null).Asked.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("MX")]
    [InlineData("1")]
    [InlineData("A,SRV")]
    [InlineData("ANY")]
    public void Read_TypeThatIsNotKnown_IsRefused(string type) => AskedName.Read("web-0", type, null).Fault!.Code.ShouldBe(StatementCode.AskType);

    [Theory]
    [InlineData("Shop")]
    [InlineData("a.b")]
    [InlineData("-a")]
    [InlineData("a/../b")]
    public void Read_NamespaceThatIsNone_IsRefused(string home) => AskedName.Read("web-0", "A", home).Fault.ShouldBe(Statement.Of(StatementCode.AskNamespace, home));

    [Fact]
    public void Read_GoodQuestion_IsTakenAsTyped() => AskedName.Read(" Web-0.nginx ", "srv", " shop ").Asked.ShouldBe(new("Web-0.nginx", NameType.SRV, "shop"));

    /// <summary>resolv.conf(5) with the search list and ndots that the kubelet writes.</summary>
    [Theory]
    [InlineData("web-0.nginx", "shop", "web-0.nginx.shop.svc.cluster.local web-0.nginx.svc.cluster.local web-0.nginx.cluster.local web-0.nginx")]
    [InlineData("WEB-0.nginx", null, "web-0.nginx")]
    [InlineData("web-0.nginx.", "shop", "web-0.nginx")]
    [InlineData("a.b.c.d.e", "shop", "a.b.c.d.e.shop.svc.cluster.local a.b.c.d.e.svc.cluster.local a.b.c.d.e.cluster.local a.b.c.d.e")]
    [InlineData("a.b.c.d.e.f", "shop", "a.b.c.d.e.f a.b.c.d.e.f.shop.svc.cluster.local a.b.c.d.e.f.svc.cluster.local a.b.c.d.e.f.cluster.local")]
    public void Candidates_OfAName_AreThoseOfAPod(string name, string? home, string expected) =>
        new AskedName(name, NameType.A, home).Candidates("cluster.local").ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("10.96.0.1", "1.0.96.10.in-addr.arpa")]
    [InlineData("web-0", "web-0.shop.svc.cluster.local")]
    public void Candidates_OfAnAddressBackwards_IsItsReverseName(string name, string first) =>
        new AskedName(name, NameType.PTR, "shop").Candidates("cluster.local").First().ShouldBe(first);

    [Fact]
    public void Candidates_ThatWouldBeTooLong_AreLeftOut() =>
        new AskedName(string.Join('.', Enumerable.Repeat(new string('a', 62), 4)), NameType.A, "shop").Candidates("cluster.local").ShouldHaveSingleItem();

    [Fact]
    public void Choose_AmongTheTried_TakesTheAnswerElseTheNameThatIsThereElseTheFirst()
    {
        TriedName Tried(string code, params string[] values) => new("x", ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneOutside)), new(ResolvedVerdict.Unknown, [.. values], code, World.Now, null, Statement.Of(StatementCode.ResolvedUnknown)));

        NameReport.Choose([Tried("NXDOMAIN"), Tried("NOERROR"), Tried("NOERROR", "10.0.0.1")]).ShouldBe(2);
        NameReport.Choose([Tried("NXDOMAIN"), Tried("NOERROR"), Tried("REFUSED")]).ShouldBe(1);
        NameReport.Choose([Tried("NXDOMAIN"), Tried("REFUSED")]).ShouldBe(0);
    }
}
