using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>The names of sets of the showcase, really asked of the demo's DNS server, against what their manifests must give (Expected/dns-*.txt).</summary>
[Collection(ShowcaseCollection.Name)]
public sealed class DnsShowcaseTests(ShowcaseFixture showcase)
{
    [Theory]
    [InlineData("shop", "web")]
    [InlineData("shop", "cart")]
    [InlineData("infra", "quorum")]
    [InlineData("office", "mail")]
    public async Task Names_SetOfTheShowcase_AreAsItsManifestMustGive(string namespaceName, string name)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        SetDns? newest = null;
        var following = FollowAsync(new("demo", new NamespacedName(namespaceName, name)), value => Volatile.Write(ref newest, value), stop.Token);

        await Expectation.MeetAsync($"dns-{namespaceName}-{name}", () => Volatile.Read(ref newest) is { } value ? DnsReport.Of(value) : "nothing yet\n");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(following);
    }

    private async Task FollowAsync(PartAddress address, Action<SetDns> take, CancellationToken cancellationToken)
    {
        await foreach (var view in showcase.Service<DnsPart>().WatchAsync(ShowcaseFixture.Person, address, cancellationToken))
        {
            if (view.Value is { } value)
            {
                take(value);
            }
        }

        throw new OperationCanceledException("the part has ended");
    }
}
