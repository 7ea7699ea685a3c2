using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Tests.Recordings;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>Phase, explanation, ordinals, claims and names of every set that a first visitor finds, against what its manifest must give (Expected/overview-*.txt).</summary>
[Collection(ShowcaseCollection.Name)]
public sealed class OverviewShowcaseTests(ShowcaseFixture showcase)
{
    public static TheoryData<string, string> Sets =>
    [
        ("shop", "web"), ("shop", "cart"), ("infra", "quorum"), ("office", "mail"), ("bank", "ledger"), ("db", "store"),
        ("search", "index"), ("reports", "warehouse"), ("reports", "archive"), ("bank", "invoices"), ("media", "transcoder"), ("team-blue", "events"),
    ];

    [Theory]
    [MemberData(nameof(Sets))]
    public Task Overview_SetOfTheShowcase_IsAsItsManifestMustGive(string namespaceName, string name) => Expectation.MeetAsync(
        $"overview-{namespaceName}-{name}",
        () => showcase.View.Sets.TryGetValue(new NamespacedName(namespaceName, name), out var set) ? OverviewReport.Of(set) : "not there\n");

    [Fact]
    public void Sets_OfTheShowcase_AllHaveAnExpectation() =>
        Sets.Select(row => new NamespacedName(row.Data.Item1, row.Data.Item2)).ToHashSet().IsSupersetOf(showcase.View.Sets.Keys).ShouldBeTrue(string.Join(", ", showcase.View.Sets.Keys));
}
