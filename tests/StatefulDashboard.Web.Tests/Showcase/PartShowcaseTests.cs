using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Operations;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>What the tabs say of the showcase, against what its manifests must give.</summary>
[Collection(ShowcaseCollection.Name)]
public sealed class PartShowcaseTests(ShowcaseFixture showcase)
{
    [Theory]
    [InlineData("bank", "ledger")]
    [InlineData("office", "mail")]
    [InlineData("shop", "web")]
    public Task Revisions_SetOfTheShowcase_AreAsItsManifestMustGive(string space, string name) =>
        MeetAsync(showcase.Service<RevisionsPart>(), space, name, PartReports.Of);

    [Theory]
    [InlineData("infra", "quorum", true)]
    [InlineData("office", "mail", false)]
    [InlineData("shop", "web", false)]
    public Task Disruption_SetOfTheShowcase_IsAsItsManifestMustGive(string space, string name, bool withPlaces) =>
        MeetAsync(showcase.Service<DisruptionPart>(), space, name, value => PartReports.Of(value, withPlaces));

    [Fact]
    public Task Events_OfTheTrap_AreWhatItsStoryMustGive() => MeetAsync(showcase.Service<EventsPart>(), "office", "mail", PartReports.Of);

    [Fact]
    public Task Manifest_OfTheCanary_IsWhatKubectlShows() => MeetAsync(showcase.Service<ManifestPart>(), "bank", "ledger", PartReports.Of);

    private static async Task MeetAsync<T>(Part<T> part, string space, string name, Func<T, string> report)
        where T : class
    {
        await using var follower = new PartFollower<T>(part, new(DashboardFleet.Cluster, new NamespacedName(space, name)));
        await Expectation.MeetAsync($"{part.Name}-{space}-{name}", () => follower.Say(report));
    }
}
