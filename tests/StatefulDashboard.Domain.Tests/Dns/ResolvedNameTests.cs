using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Dns;

/// <summary>The verdict on what a resolver answers, beside what is published.</summary>
public sealed class ResolvedNameTests
{
    /// <summary>Published and answered: addresses with commas; codes as they stand in DNS.</summary>
    [Theory]
    [InlineData("10.0.0.1", "NOERROR", "10.0.0.1", ResolvedVerdict.Matches, StatementCode.ResolvedMatches)]
    [InlineData("10.0.0.2,10.0.0.1", "NOERROR", "10.0.0.1,10.0.0.2", ResolvedVerdict.Matches, StatementCode.ResolvedMatches)] // 16
    [InlineData("FD00:0::1", "NOERROR", "fd00::1", ResolvedVerdict.Matches, StatementCode.ResolvedMatches)]
    [InlineData("", "NXDOMAIN", "", ResolvedVerdict.Matches, StatementCode.ResolvedMatchesNothing)] // 5
    [InlineData("", "NOERROR", "", ResolvedVerdict.Matches, StatementCode.ResolvedMatchesNothing)]
    [InlineData("10.0.0.1", "NOERROR", "10.0.0.9", ResolvedVerdict.WrongAddress, StatementCode.ResolvedWrongAddress)] // 14: an old answer
    [InlineData("10.0.0.1,10.0.0.2", "NOERROR", "10.0.0.1", ResolvedVerdict.WrongAddress, StatementCode.ResolvedWrongAddress)]
    [InlineData("", "NOERROR", "10.0.0.9", ResolvedVerdict.WrongAddress, StatementCode.ResolvedStale)]
    [InlineData("10.0.0.1", "NOERROR", "", ResolvedVerdict.Missing, StatementCode.ResolvedNoData)]
    [InlineData("10.0.0.1", "SERVFAIL", "", ResolvedVerdict.Failed, StatementCode.ResolvedServerFailure)] // 15
    [InlineData("10.0.0.1", "REFUSED", "", ResolvedVerdict.Failed, StatementCode.ResolvedFailed)]
    public void Verdict_OfAnAnswer_FollowsFromWhatIsPublished(string published, string code, string answered, ResolvedVerdict verdict, StatementCode reason)
    {
        var resolved = ResolvedName.Of(true, Words(published), Answer(code, Words(answered)));

        (resolved.Verdict, resolved.Reason.Code, resolved.Code).ShouldBe((verdict, reason, code));
        resolved.Addresses.ShouldBe(Words(answered));
    }

    [Theory]
    [InlineData(NameOutcome.TimedOut, ResolvedVerdict.Unreachable, StatementCode.ResolvedTimedOut)]
    [InlineData(NameOutcome.Unreachable, ResolvedVerdict.Unreachable, StatementCode.ResolvedUnreachable)]
    [InlineData(NameOutcome.Malformed, ResolvedVerdict.Failed, StatementCode.ResolvedMalformed)]
    public void Verdict_WithoutAnAnswer_SaysWhy(NameOutcome outcome, ResolvedVerdict verdict, StatementCode reason)
    {
        var resolved = ResolvedName.Of(true, ["10.0.0.1"], new(outcome, "", [], World.Now, null) { Fault = "why" });

        (resolved.Verdict, resolved.Reason.Code).ShouldBe((verdict, reason));
    }

    [Fact]
    public void Verdict_OfADenialWithItsTime_IsNegativelyCached()
    {
        var resolved = ResolvedName.Of(true, ["10.0.0.1"], Denial(left: 20, deniedFor: 10));

        (resolved.Verdict, resolved.Until).ShouldBe((ResolvedVerdict.NegativelyCached, World.Now.AddSeconds(20)));
    }

    /// <summary>Rule 14: no longer than the SOA says, and CoreDNS keeps none for longer than 30 s.</summary>
    [Theory]
    [InlineData(5, 30, ResolvedVerdict.NegativelyCached)]
    [InlineData(5, 31, ResolvedVerdict.Missing)]
    [InlineData(300, 300, ResolvedVerdict.NegativelyCached)]
    [InlineData(300, 301, ResolvedVerdict.Missing)]
    public void Verdict_OfADenialForLongerThanOneIsKept_IsMissing(int left, int deniedFor, ResolvedVerdict expected) =>
        ResolvedName.Of(true, ["10.0.0.1"], Denial(left, deniedFor)).Verdict.ShouldBe(expected);

    [Fact]
    public void Verdict_OfADenialWithoutAuthority_IsMissing() =>
        ResolvedName.Of(true, ["10.0.0.1"], Answer(NameAnswer.NoSuchName)).ShouldSatisfyAllConditions(
            resolved => resolved.Verdict.ShouldBe(ResolvedVerdict.Missing),
            resolved => resolved.Reason.Code.ShouldBe(StatementCode.ResolvedDenied));

    [Fact]
    public void Verdict_WhatIsPublishedIsUnread_ComparesNothing() =>
        ResolvedName.Of(new PodDnsRecord("web-0.nginx", "web-0.nginx.db.svc.cluster.local", [], PublishedVerdict.Unknown), Answer(NameAnswer.NoError, "10.0.0.1")).Verdict.ShouldBe(ResolvedVerdict.Unknown);

    [Fact]
    public void Verdict_NothingWasAsked_SaysSo() =>
        ResolvedName.Of(new PodDnsRecord("web-0.nginx", "web-0.nginx.db.svc.cluster.local", [], PublishedVerdict.Published), null).ShouldBe(ResolvedName.NotAsked);

    /// <summary>A row on a page is drawn anew only when what it says has changed.</summary>
    [Fact]
    public void Timeless_AskedAgainWithTheSameAnswer_IsEqual()
    {
        var first = Answer(NameAnswer.NoError, "10.0.0.1");

        ResolvedName.Of(true, ["10.0.0.1"], first).Timeless
            .ShouldBe(ResolvedName.Of(true, ["10.0.0.1"], first with { AskedAt = World.Now.AddSeconds(30), Until = World.Now.AddSeconds(60) }).Timeless);
    }

    [Fact]
    public void Join_OneFamilyOnly_IsThatFamilysAnswer()
    {
        var joined = NameAnswer.Join([Answer(NameAnswer.NoError, "10.0.0.1"), Answer(NameAnswer.NoError) with { Until = World.Now.AddSeconds(5) }])!;

        (joined.Code, joined.Until).ShouldBe((NameAnswer.NoError, World.Now.AddSeconds(5)));
        joined.Values.ShouldBe(["10.0.0.1"]);
    }

    [Fact]
    public void Join_OneFamilyFailed_HasFailed() => NameAnswer.Join([Answer(NameAnswer.NoError, "10.0.0.1"), Answer("SERVFAIL")])!.Code.ShouldBe("SERVFAIL");

    [Fact]
    public void Join_OneFamilyStillToCome_IsNotKnown() => NameAnswer.Join([Answer(NameAnswer.NoError, "10.0.0.1"), null]).ShouldBeNull();

    [Fact]
    public void Join_BothDeny_Denies() => NameAnswer.Join([Denial(20, 1), Denial(20, 1)])!.IsDenial.ShouldBeTrue();

    private static NameAnswer Denial(int left, int deniedFor) => Answer(NameAnswer.NoSuchName) with
    {
        HasAuthority = true,
        TimeToLive = TimeSpan.FromSeconds(left),
        Until = World.Now.AddSeconds(left),
        DeniedSince = World.Now.AddSeconds(-deniedFor),
    };

    private static NameAnswer Answer(string code, params string[] values) => new(NameOutcome.Answered, code, [.. values], World.Now, World.Now.AddSeconds(30));

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
