using System.Text.RegularExpressions;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Recordings;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>What the storage parts say of the showcase, against what the manifests must give (Expected/storage-*.txt).</summary>
[Collection(ShowcaseCollection.Name)]
public sealed partial class StorageShowcaseTests(ShowcaseFixture showcase)
{
    [Theory]
    [InlineData("db", "store")]
    [InlineData("reports", "warehouse")]
    [InlineData("reports", "archive")]
    [InlineData("team-blue", "events")]
    public Task Storage_SetOfTheShowcase_IsAsItsManifestMustGive(string namespaceName, string name) =>
        MeetAsync<SetStorage>($"storage-{namespaceName}-{name}", new("demo", new NamespacedName(namespaceName, name)), StorageReport.Of);

    [Fact]
    public Task Storage_ClaimsThatNoSetMakes_AreExplainedOnThePageOfTheCluster() => MeetAsync<ClusterStorage>("storage-cluster", new("demo", null), storage => Pod().Replace(
        string.Concat(storage.Claims.Where(claim => claim.Namespace is "media" or "office" or "reports" && claim.Meanings.Count == 0).Select(claim => $"  {claim.Namespace} {StorageReport.Of(claim, [])}")), "-<pod>"));

    private async Task MeetAsync<T>(string file, PartAddress address, Func<T, string> report)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        T? newest = null;
        var following = Task.Run(
            async () =>
            {
                await foreach (var view in showcase.Service<Part<T>>().WatchAsync(ShowcaseFixture.Person, address, stop.Token))
                {
                    newest = view.Value;
                }
            },
            CancellationToken.None);
        try
        {
            await Expectation.MeetAsync(file, () => Volatile.Read(ref newest) is { } value ? report(value) : "nothing yet\n");
        }
        finally
        {
            await stop.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // a pod of a Deployment: the hash of its template, and five letters of chance
    [GeneratedRegex(@"-[bcdf-hj-np-tv-z2456789]{5,10}-[bcdf-hj-np-tv-z2456789]{5}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pod();
}
