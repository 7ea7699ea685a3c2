using Bunit;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Dns;
using StatefulDashboard.Web.Components.StatefulSets;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class DnsComponentsTests : ComponentTest
{
    [Theory]
    [InlineData(ResolvedVerdict.Matches, false)]
    [InlineData(ResolvedVerdict.NotAsked, false)]
    [InlineData(ResolvedVerdict.NoResolver, false)] // not a fault
    [InlineData(ResolvedVerdict.Unknown, false)]
    [InlineData(ResolvedVerdict.WrongAddress, true)]
    [InlineData(ResolvedVerdict.NegativelyCached, true)]
    [InlineData(ResolvedVerdict.Missing, true)]
    [InlineData(ResolvedVerdict.Failed, true)]
    [InlineData(ResolvedVerdict.Unreachable, true)]
    public void Cell_OfARow_SpeaksOfTheResolverOnlyWhereItDiffers(ResolvedVerdict verdict, bool speaks)
    {
        var cell = Render<DnsCell>(parameters => parameters.Add(item => item.Record, Samples.Slot(0).Dns).Add(item => item.Resolved, Resolved(verdict, "10.0.0.9")));

        cell.Find("[data-testid=dns]").GetAttribute("data-resolved").ShouldBe(verdict.ToString());
        cell.Markup.Contains("resolver:", StringComparison.Ordinal).ShouldBe(speaks);
    }

    [Fact]
    public void Row_SameAnswerAskedAgain_IsNotRenderedAgain()
    {
        var first = Resolved(ResolvedVerdict.Matches, "10.0.0.0") with { AskedAt = Samples.Now, Until = Samples.Now.AddSeconds(30) };
        var row = Render<OrdinalRow>(parameters => parameters.Add(item => item.Slot, Samples.Slot(0)).Add(item => item.SetName, "web").Add(item => item.Resolved, first.Timeless));

        row.Render(parameters => parameters.Add(item => item.Slot, Samples.Slot(0)).Add(item => item.Resolved, (first with { AskedAt = Samples.Now.AddSeconds(30), Until = Samples.Now.AddSeconds(60) }).Timeless));
        row.RenderCount.ShouldBe(1);
        row.Render(parameters => parameters.Add(item => item.Resolved, Resolved(ResolvedVerdict.WrongAddress, "10.0.0.9")));
        row.RenderCount.ShouldBeGreaterThan(1);
        row.Find("[data-testid=dns]").GetAttribute("data-resolved").ShouldBe("WrongAddress");
        row.Find("tr").ClassName!.ShouldNotContain("changed", Case.Sensitive, "the pod has not changed");
    }

    [Fact]
    public void NameRow_OfAnOrdinal_ShowsBothVerdictsWithTheirReasonsAndTheTimeLeft()
    {
        var row = NameRow(Resolved(ResolvedVerdict.NegativelyCached) with { Code = "NXDOMAIN", Until = Samples.Now.AddSeconds(20), Reason = Statement.Of(StatementCode.ResolvedNegativelyCached) }).Find("[data-testid=ordinal-name]");

        (row.GetAttribute("data-published"), row.GetAttribute("data-resolved"), row.GetAttribute("data-code")).ShouldBe(("Published", "NegativelyCached", "NXDOMAIN"));
        row.QuerySelector("[data-testid=ttl-left]")!.GetAttribute("data-until").ShouldBe("2026-01-02T12:00:20.0000000Z");
        row.TextContent.ShouldContain("Service nginx publishes 10.0.0.0: the endpoint is ready.");
        row.TextContent.ShouldContain("keeps that denial until its time ends");
        row.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()[..1]).ShouldBe(["✓", "!"], "a sign besides the colour");
    }

    [Theory]
    [InlineData(ResolvedVerdict.Matches, "10.0.0.0", "ok", "✓")]
    [InlineData(ResolvedVerdict.Matches, "", "gone", "–")]
    [InlineData(ResolvedVerdict.WrongAddress, "10.0.0.9", "bad", "✕")]
    [InlineData(ResolvedVerdict.Missing, "", "bad", "✕")]
    [InlineData(ResolvedVerdict.NoResolver, "", "gone", "–")]
    public void Verdict_OfEachKind_HasAWordAndASign(ResolvedVerdict verdict, string address, string look, string sign)
    {
        var chip = NameRow(Resolved(verdict, address.Split(' ', StringSplitOptions.RemoveEmptyEntries))).FindAll(".chip")[1];

        chip.ClassList.ShouldContain(look);
        chip.TextContent.Trim().ShouldStartWith(sign);
        chip.TextContent.Trim().Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Report_HostileRecords_AreShownAsText()
    {
        var message = new AnswerMessage("NOERROR", "Udp", 0.4, true, false, [new("<img src=x onerror=alert(1)>.example", 5, "TXT", "a\u202Eb<script>")], [], []);
        var tried = new TriedName("<b>.example", ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneOutside, "cluster.local")), Resolved(ResolvedVerdict.Unknown, "<i>"));

        var panel = Render<NameReportPanel>(parameters => parameters.Add(item => item.Report, new NameReport(new("<b>.example", NameType.TXT, null), new("127.0.0.1:53", "Settings"), [tried], 0, message)));

        panel.FindAll("img, script, b, i").ShouldBeEmpty();
        panel.Markup.ShouldContain("\\u202eb&lt;script&gt;");
    }

    [Fact]
    public void Report_SeveralTried_ShowsTheChosenAndAllInOrder()
    {
        TriedName Tried(string name, StatementCode why, string code) => new(name, ZoneAnswer.NoSuchName(Statement.Of(why, "nginx", "web-9")), Resolved(ResolvedVerdict.Matches) with { Code = code });
        var panel = Render<NameReportPanel>(parameters => parameters.Add(item => item.Report, new NameReport(
            new("web-9.nginx", NameType.A, "shop"), new("127.0.0.1:53", "Demo"),
            [Tried("web-9.nginx.shop.svc.cluster.local", StatementCode.ZoneNoSuchEndpoint, "NXDOMAIN"), Tried("web-9.nginx", StatementCode.ZoneOutside, "REFUSED")], 0, null)));

        panel.Find("h2").TextContent.ShouldBe("A web-9.nginx.shop.svc.cluster.local");
        panel.FindAll("[data-testid=tried]").Select(item => item.GetAttribute("data-code")).ShouldBe(["NXDOMAIN", "REFUSED"]);
        panel.Find("[data-testid=ask-expected]").TextContent.Trim().ShouldBe("NXDOMAIN");
    }

    private IRenderedComponent<OrdinalNameRow> NameRow(ResolvedName resolved) => Render<OrdinalNameRow>(parameters => parameters
        .Add(item => item.Cluster, "demo")
        .Add(item => item.Ordinal, new OrdinalDns(
            0, "web-0", OrdinalPosition.Replica, "web-0.nginx", "web-0.nginx.db.svc.cluster.local", ["10.0.0.0"], PublishedVerdict.Published, Statement.Of(StatementCode.PublishedAsReady, "nginx", "10.0.0.0"), resolved)));

    private static ResolvedName Resolved(ResolvedVerdict verdict, params string[] addresses) => new(verdict, addresses.ToValueList(), "NOERROR", null, null, Statement.Of(StatementCode.ResolvedMatches));
}
