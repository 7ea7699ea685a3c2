using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Parts;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>The lives of pods and what they find outside, of the sets that show it, against what their manifests must give (Expected/pods-*.txt, discovery-*.txt).</summary>
[Collection(ShowcaseCollection.Name)]
public sealed class PodsShowcaseTests(ShowcaseFixture showcase)
{
    [Theory]
    [InlineData("search", "index")]
    [InlineData("media", "transcoder")]
    public async Task Pods_SetOfTheShowcase_LiveAsTheirManifestMustGive(string namespaceName, string name)
    {
        await using var followed = new FollowedPart<SetLifecycle>(showcase.Service<LifecyclePart>(), ShowcaseFixture.Person, "demo", new(namespaceName, name));
        await Expectation.MeetAsync($"pods-{namespaceName}-{name}", () => LifecycleReport.Of(followed.Value));
    }

    [Theory]
    [InlineData("search", "index")]
    [InlineData("bank", "invoices")]
    public async Task Discovery_SetOfTheShowcase_IsAsItsManifestMustGive(string namespaceName, string name)
    {
        await using var followed = new FollowedPart<SetDiscovery>(showcase.Service<DiscoveryPart>(), ShowcaseFixture.Person, "demo", new(namespaceName, name));
        await Expectation.MeetAsync($"discovery-{namespaceName}-{name}", () => DiscoveryReport.Of(followed.Value));
    }
}
